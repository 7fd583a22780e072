import { guideRowsOf, rowsOf } from './row.ts';

const OWN = `public class OwnException extends Exception { }`;
const DEEPER = `public class BaseException extends Exception { public virtual class Sub extends Exception { } }`;
const CODED = `public class CodedException extends Exception {
  public Integer code { get; private set; }
  public CodedException(Integer code) { this('code ' + code); this.code = code; }
}`;

const STEPS = `public class Steps {
  public static String log = '';
  public static String returning() {
    try { return 'r'; } finally { log += 'f'; }
  }
  public static void throwing() {
    try { throw new OwnException('inner'); }
    finally { log += 'f'; }
  }
  public static void again() {
    try { throwing(); }
    catch (OwnException e) { log += 'c'; throw e; }
    finally { log += 'F'; }
  }
  public static void wrapping() {
    try { throwing(); }
    catch (OwnException e) { throw new OwnException('outer', e); }
  }
}`;

const LINES = `public class Lines {
  public static void deep() {
    Integer zero = 0;
    Integer n = 1 /
      zero;
  }
  public static String told() {
    try {
      deep();
    } catch (MathException e) {
      return e.getLineNumber() + ': ' + e.getStackTraceString().split('\\n')[0].substringBefore(',');
    }
    return null;
  }
}`;

/** Exceptions. */
export const exceptionRows = [
  ...guideRowsOf('apex_exception_builtin', [
    [`List<Integer> l = new List<Integer>{ 15 }; return l[1];`, 'System.ListException: List index out of bounds: 1'],
    [`String s; return s.contains('a');`, 'System.NullPointerException: Attempt to de-reference a null object'],
    [`try { Integer n = 1 / 0; } catch (Exception e) { return e.getTypeName(); } return '';`, 'System.MathException'],
    [`try { Integer n = 1 / 0; } catch (Exception e) { return e.getCause(); } return '';`, 'null'],
    [`try { Integer n = 1 / 0; } catch (System.MathException e) { return e.getMessage(); } return '';`, 'Divide by 0'],
    [`Lines.told()`, '4: Class.Lines.deep: line 4', LINES],
  ]),
  ...guideRowsOf('apex_exception_types_catching', [
    [
      `try { List<Integer> l = new List<Integer>(); Integer n = l[0]; } catch (MathException e) { return 1; } catch (ListException e) { return 2; } catch (Exception e) { return 3; } return 4;`,
      '2',
    ],
    [
      `try { try { Integer n = 1 / 0; } catch (ListException e) { return 1; } } catch (Exception e) { return e.getMessage(); } return 2;`,
      'Divide by 0',
    ],
  ]),
  ...guideRowsOf('apex_exception_custom', [
    [`throw new OwnException('so');`, 'OwnException: so', OWN],
    [`throw new OwnException();`, 'OwnException: Script-thrown exception', OWN],
    [`new OwnException('a', new OwnException('b')).getCause().getMessage()`, 'b', OWN],
    [`new OwnException(new OwnException('b')).getCause().getMessage()`, 'b', OWN],
    [
      `try { throw new BaseException.Sub('x'); } catch (Exception e) { return e.getTypeName(); }`,
      'BaseException.Sub',
      DEEPER,
    ],
    [
      `try { throw new CodedException(7); } catch (CodedException e) { return e.code + e.getMessage(); }`,
      '7code 7',
      CODED,
    ],
    [
      `try { Steps.wrapping(); } catch (Exception e) { return e.getMessage() + ' < ' + e.getCause().getMessage(); } return '';`,
      'outer < inner',
      OWN,
      STEPS,
    ],
    [`OwnException e = new OwnException('a'); e.setMessage('b'); return e.getMessage();`, 'b', OWN],
  ]),
  ...guideRowsOf('apex_exception_statements', [
    [`Steps.returning() + Steps.log`, 'rf', OWN, STEPS],
    [
      `try { Steps.again(); } catch (OwnException e) { return Steps.log + e.getMessage(); } return '';`,
      'fcFinner',
      OWN,
      STEPS,
    ],
    [`Steps.throwing(); return 'not reached';`, 'OwnException: inner', OWN, STEPS],
    [`OwnException e; throw e;`, 'System.NullPointerException: Attempt to de-reference a null object', OWN],
  ]),
  ...rowsOf('apex_class_System_Assert', [
    [
      `try { Assert.isTrue(false); } catch (Exception e) { return 'caught'; } return '';`,
      'System.AssertException: Assertion Failed',
    ],
    [
      `try { System.assert(false, 'so'); } catch (System.AssertException e) { return 'caught'; } return '';`,
      'System.AssertException: Assertion Failed: so',
    ],
  ]),
];
