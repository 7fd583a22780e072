import type { Route } from './routes.ts';

const APPLY = 'public void go() { USE(cert()); }';
const BASE = `public virtual class Base { ${APPLY} protected virtual String cert() { return 'Base_Cert'; } }`;

/** Methods and properties that subclasses and implementing classes have in place of the one that is named. */
export const dispatched: readonly Route[] = [
  {
    says: 'what an override returns, beside the method it overrides',
    code: {
      'Base.cls': BASE,
      'Sub.cls': "public class Sub extends Base { protected override String cert() { return 'Sub_Cert'; } }",
    },
    gives: ['Base_Cert', 'Sub_Cert'],
  },
  {
    says: 'what an override returns where the method itself gives null',
    code: {
      'Base.cls': BASE.replace("'Base_Cert'", 'null'),
      'Sub.cls': "public class Sub extends Base { protected override String cert() { return 'Sub_Cert'; } }",
    },
    gives: ['Sub_Cert'],
  },
  {
    says: 'what a class two levels below returns',
    code: {
      'Base.cls': BASE,
      'Middle.cls': 'public virtual class Middle extends Base { }',
      'Last.cls': "public class Last extends Middle { protected override String cert() { return 'Last_Cert'; } }",
    },
    gives: ['Base_Cert', 'Last_Cert'],
  },
  {
    says: 'what an inner class returns, of its own outer class and of another',
    code: {
      'Base.cls': BASE,
      'Home.cls': `public class Home { private class Mine extends Base { protected override String cert() { return 'Inner_Cert'; } }
        public virtual class Open extends Base { protected virtual override String cert() { return 'Open_Cert'; } } }`,
      'Far.cls': "public class Far extends Home.Open { protected override String cert() { return 'Far_Cert'; } }",
    },
    gives: ['Base_Cert', 'Far_Cert', 'Inner_Cert', 'Open_Cert'],
  },
  {
    says: 'what only a class of a test returns: no name of use',
    code: {
      'Base.cls': BASE,
      'BaseTest.cls': `@IsTest class BaseTest { class Fake extends Base { protected override String cert() { return 'Test_Cert'; } }
        @IsTest static void t() { new Fake().go(); } }`,
    },
    gives: ['Base_Cert'],
  },
  {
    says: 'what implementing classes of an abstract method return',
    code: {
      'Base.cls': `public abstract class Base { ${APPLY} protected abstract String cert(); }`,
      'One.cls': "public class One extends Base { protected override String cert() { return 'One_Cert'; } }",
      'Two.cls':
        "public class Two extends Base { protected override String cert() { return OTHER; } static final String OTHER = 'Two_Cert'; }",
    },
    gives: ['One_Cert', 'Two_Cert'],
  },
  {
    says: 'an abstract method that no class at hand has',
    code: { 'Base.cls': `public abstract class Base { ${APPLY} protected abstract String cert(); }` },
    gives: ['?'],
  },
  {
    says: 'what implementing classes of an interface return',
    code: {
      'Source.cls': 'public interface Source { String cert(); }',
      'One.cls': "public class One implements Source { public String cert() { return 'One_Cert'; } }",
      'Two.cls':
        "public class Two implements Comparable, Source { public Integer compareTo(Object o) { return 0; } public String cert() { return 'Two_Cert'; } }",
      'Partner.cls': 'public class Partner { void go(Source source) { USE(source.cert()); } }',
    },
    gives: ['One_Cert', 'Two_Cert'],
  },
  {
    says: 'what an implementing class inherits',
    code: {
      'Source.cls': 'public interface Source { String cert(); }',
      'Parent.cls': "public virtual class Parent { public String cert() { return 'Inherited_Cert'; } }",
      'Child.cls': 'public class Child extends Parent implements Source { }',
      'Partner.cls': 'public class Partner { void go(Source source) { USE(source.cert()); } }',
    },
    gives: ['Inherited_Cert'],
  },
  {
    says: 'what classes of an interface that extends an interface return',
    code: {
      'Source.cls': 'public interface Source { String cert(); }',
      'Wide.cls': 'public interface Wide extends Source { Integer level(); }',
      'One.cls':
        "public class One implements Wide { public Integer level() { return 1; } public String cert() { return 'One_Cert'; } }",
      'Partner.cls':
        'public class Partner { void go(Wide wide, Source source) { USE(wide.cert()); USE(source.cert()); } }',
    },
    gives: ['One_Cert'],
  },
  {
    says: 'what classes that a map holds return, asked for by their interface',
    code: {
      'Partner.cls': `public class Partner { interface Source { String cert(); }
        class One implements Source { public String cert() { return 'One_Cert'; } }
        class Two implements Source { public String cert() { return 'Two_Cert'; } }
        static final Map<String, Source> ALL = new Map<String, Source>{ 'a' => new One(), 'b' => new Two() };
        void go(String key) { USE(ALL.get(key).cert()); } }`,
    },
    gives: ['One_Cert', 'Two_Cert'],
  },
  {
    says: 'what a class that is made by its name returns',
    code: {
      'Base.cls': BASE,
      'Sub.cls': "public class Sub extends Base { public override String cert() { return 'Sub_Cert'; } }",
      'Partner.cls':
        'public class Partner { void go(String name) { USE(((Base) Type.forName(name).newInstance()).cert()); } }',
    },
    gives: ['Base_Cert', 'Sub_Cert'],
  },
  {
    says: 'what the class that was made returns, and no other of its family',
    code: {
      'Base.cls': "public virtual class Base { public virtual String cert() { return 'Base_Cert'; } }",
      'Sub.cls': "public class Sub extends Base { public override String cert() { return 'Sub_Cert'; } }",
      'Partner.cls':
        'public class Partner { void go() { Base made = new Sub(); USE(made.cert()); USE(new Sub().cert()); } }',
    },
    gives: ['Sub_Cert'],
  },
  {
    says: 'what either of two classes returns',
    code: {
      'Partner.cls': `public class Partner { class One { String cert() { return 'One_Cert'; } } class Two extends Three { }
        virtual class Three { String cert() { return 'Two_Cert'; } }
        void go(Boolean first) { USE((first ? new One() : new Two()).cert()); } }`,
    },
    gives: ['One_Cert', 'Two_Cert'],
  },
  {
    says: "the superclass's own, asked for by super",
    code: {
      'Base.cls': "public virtual class Base { protected virtual String cert() { return 'Base_Cert'; } }",
      'Sub.cls':
        "public virtual class Sub extends Base { void go() { USE(super.cert()); } protected override String cert() { return 'Sub_Cert'; } }",
    },
    gives: ['Base_Cert'],
  },
  {
    says: 'what an override puts around what it overrides',
    code: {
      'Base.cls': BASE,
      'Sub.cls': "public class Sub extends Base { protected override String cert() { return super.cert() + '_Sub'; } }",
    },
    gives: ['Base_Cert', 'Base_Cert_Sub'],
  },
  {
    says: 'a virtual method of a global class, which packages may override',
    code: {
      'Base.cls':
        "global virtual class Base { global void go() { USE(cert()); } global virtual String cert() { return 'Base_Cert'; } }",
    },
    gives: ['?', 'Base_Cert'],
  },
  {
    says: 'a method that is not virtual, whatever a subclass calls its own',
    code: {
      'Base.cls':
        "public virtual class Base { public void go() { USE(cert()); } private String cert() { return 'Base_Cert'; } }",
      'Sub.cls': "public class Sub extends Base { private String cert() { return 'Sub_Cert'; } }",
    },
    gives: ['Base_Cert'],
  },
  {
    says: 'a static method, which nothing overrides',
    code: {
      'Base.cls':
        "public virtual class Base { public void go() { USE(cert()); } static String cert() { return 'Base_Cert'; } }",
      'Sub.cls': "public class Sub extends Base { static String cert() { return 'Sub_Cert'; } }",
    },
    gives: ['Base_Cert'],
  },
  {
    says: 'a property that a subclass overrides',
    code: {
      'Base.cls':
        "public virtual class Base { public void go() { USE(cert); } public virtual String cert { get { return 'Base_Cert'; } } }",
      'Sub.cls': "public class Sub extends Base { public override String cert { get { return 'Sub_Cert'; } } }",
    },
    gives: ['Base_Cert', 'Sub_Cert'],
  },
  {
    says: 'an argument that callers pass to the interface of a subclass',
    code: {
      'Sender.cls': 'public interface Sender { void send(String cert); }',
      'Parent.cls': 'public virtual class Parent { public void send(String cert) { USE(cert); } }',
      'Child.cls': 'public class Child extends Parent implements Sender { }',
      'Partner.cls': "public class Partner { void go(Sender sender) { sender.send('Sent_Cert'); } }",
    },
    gives: ['Sent_Cert'],
  },
  {
    says: 'an argument of one overload, inherited beside another',
    code: {
      'Base.cls': 'public virtual class Base { public void send(String cert) { USE(cert); } }',
      'Sub.cls':
        "public class Sub extends Base { public void send(Integer n) { } void go() { send('Sent_Cert'); send(1); } }",
    },
    gives: ['Sent_Cert'],
  },
  {
    says: 'what constructors hand up and along',
    code: {
      'Base.cls':
        'public virtual class Base { private String cert; public Base(String c) { cert = c; } public void go() { USE(cert); } }',
      'Sub.cls':
        "public class Sub extends Base { public Sub() { this('Sub_Cert'); } public Sub(String c) { super(c); } }",
      'Maker.cls': "public class Maker { void m() { new Sub('Made_Cert'); } }",
    },
    gives: ['Made_Cert', 'Sub_Cert'],
  },
  {
    says: 'both of two calls of one method, one inside the other',
    code: `static String pick(String a, String b) { return x ? a : b; } void go() { USE(pick(pick('One', 'Two'), 'Three')); }`,
    gives: ['One', 'Three', 'Two'],
  },
  {
    says: 'a text that grows with every call of the method by itself',
    code: `static String grow(String a, Integer n) { return n > 0 ? grow(a + '_x', n - 1) : a; } void go() { USE(grow('Cert', 3)); }`,
    gives: ['?', 'Cert', 'Cert_x'],
  },
];
