/**
 * Registry suffixes of two labels, by their first: `co` stands before `uk`, so `*.co.uk` would cover strangers' domains.
 *
 * Source: Public Suffix List (publicsuffix.org), ICANN section, as in psl 1.15.0 of December 2024; the generic second-level
 * names of country-code domains. Suffixes of places (`city.state.us`, `oslo.no`) are left out, and so is the private section,
 * which the Baseline Requirements section 3.2.2.6 advise against consulting.
 */
const COUNTRIES_BY_SECOND_LEVEL: Readonly<Record<string, string>> = {
  com:
    'ac af ag ai al am ar au aw az ba bb bh bi bj bm bn bo br bs bt by bz ci cm cn co cu cv cw cy dm do ' +
    'dz ec ee eg es et fj fm fr ge gh gi gl gn gp gr gt gu gy hk hn hr ht im in io iq jo kg ki km kp kw ' +
    'ky kz la lb lc lk lr lv ly mg mk ml mo ms mt mu mv mw mx my na nf ng ni nr om pa pe pf ph pk pl pr ' +
    'ps pt py qa re ro sa sb sc sd sg sh sl sn so ss st sv sy tj tm tn to tr tt tw ua ug uy uz vc ve vi ' +
    'vn vu ws ye zm',
  org:
    'ac ae af ag ai al am ao ar au az ba bb bh bi bj bm bn bo br bs bt bw bz ci cn co cu cv cw cy dm do ' +
    'dz ec ee eg es et fj fm ge gg gh gi gl gn gp gr gt gu gy hk hn ht hu il im in io iq ir je jo kg ki ' +
    'km kn kp kw ky kz la lb lc lk lr ls lv ly ma me mg mk ml mn mo ms mt mu mv mw mx my mz na ng ni nr ' +
    'nz om pa pe pf ph pk pl pn pr ps pt py qa ro rs rw sa sb sc sd se sg sh sl sn so ss st sv sy sz tj ' +
    'tm tn to tr tt tw ua ug uk uy uz vc ve vi vn vu ws ye za zm zw',
  net:
    'ac ae af ag ai al am ar au az ba bb bh bj bm bn bo br bs bt bz ci cm cn co cu cv cw cy dm do dz ec ' +
    'eg et fj fm ge gg gl gn gp gr gt gu gy hk hn ht id il im in io iq ir je jo kg ki kn kw ky kz la lb ' +
    'lc lk lr ls lv ly ma me mk ml mo ms mt mu mv mw mx my mz na nf ng ni nr nz om pa pe ph pk pl pn pr ' +
    'ps pt py qa rw sa sb sc sd sg sh sl so ss st sy th tj tm tn to tr tt tw ua uk uy uz vc ve vi vn vu ' +
    'ws ye za zm',
  edu:
    'ac af al ao ar au az ba bb bh bi bj bm bn bo br bs bt bz ci cn co cu cv cw dm do dz ec ee eg es et ' +
    'fm gd ge gh gi gl gn gp gr gt gu gy hk hn ht in io iq it jo kg ki km kn kp kw ky kz la lb lc lk lr ' +
    'ls lv ly me mg mk ml mn mo ms mt mv mw mx my mz ng ni nr om pa pe pf ph pk pl pn pr ps pt py qa rs ' +
    'sa sb sc sd sg sl sn so ss st sv sy tj tm to tr tt tw ua uy vc ve vn vu ws ye za zm',
  gov:
    'ac ae af al ao ar as au az ba bb bf bh bm bn br bs bt by bz cd cl cm cn co cx cy dm do dz ec ee eg ' +
    'et fj gd ge gh gi gn gr gu gy hk ie il in io iq ir it jo kg ki km kn kp kw kz la lb lc lk lr ls lt ' +
    'lv ly ma me mg mk ml mn mo mr ms mu mv mw my mz na ng nr om ph pk pl pn pr ps pt py qa rs rw sa sb ' +
    'sc sd sg sh sl so ss sx sy tj tl tm tn to tr tt tw ua uk vc ve vn ws ye za zm zw',
  co:
    'ae ag am ao at bb bi bj bw bz ci cl cm cr dm gg gl gy hu id il im in io ir it je jp ke kr lc ls ma ' +
    'me mg mu mw mz na ni nz om pn rs rw ss st sz th tj tm tt tz ug uk us uz ve vi za zm zw',
  mil:
    'ac ae al ar az ba bo br by cl cn co cy do ec eg fj gh gt hn id in io iq jo kg km kr kz lv mg mv my ' +
    'mz ng ni no nz pe ph pl py qa rw sh st sy tj tm to tr tt tw tz uy vc ve ye za zm zw',
  ac:
    'ae at be ci cn cr cy eg fj gn id il im in ir jp ke kr lk ls ma me mu mw mz ni nz pa pk pr rs rw se ' +
    'sz th tz ug uk vn za zm zw',
  info: 'az bb bj bo ec eg et fj gu ht hu in ke ki la ls mv nf ni nr pl pr ro sd tn tr tt tz ve vn zm',
  biz: 'az bb cy et fj id in ki ls mv mw my ni nr pk pl pr ss tj tr tt vn zm',
  nom: 'ag co es fr io km mg nc ni pa pe pl ro tm ve za',
  gob: 'ar bo cl cu do ec es gt hn mx ni pa pe pk sv ve',
  int: 'ar az bo ci cv in la lk mv mw ni pt tj ve vn',
  name: 'az eg et fj hr mk mv my ng pr qa tj tr tt vn',
  or: 'at bi ci cr id it jp ke kr mu th tz ug us',
  pro: 'az br cy ec fj ht in mv om pr tt vn',
  web: 'bo do gu id lk nf ni pk tj tr ve za',
  sch: 'ae id ir jo lk ly ng qa sa ss zm',
  go: 'ci cr id it jp ke kr th tj tz ug',
  tv: 'bb bo br eg im in it jo sd tr tz',
  tm: 'cy dz fr hu km mc no pl ro se za',
  ne: 'jp ke kr tz ug us',
  id: 'au cv ir lv ly us vn',
  gouv: 'ci fr ht km ml sn',
  gv: 'ao at',
  govt: 'nz',
  asso: 'ci dz fr gp ht km mc nc re',
  coop: 'ar br ht in km mv mw py rw',
  plc: 'ly uk',
  ltd: 'cy gi lk uk',
  sc: 'cn ke kr ls tz ug us',
  art: 'br do dz ht sn',
  firm: 'ht in nf ro ve',
  ind: 'br gt in kw tn',
  priv: 'hu me no pl',
};

const suffixes = new Set(
  Object.entries(COUNTRIES_BY_SECOND_LEVEL).flatMap(([label, countries]) =>
    countries.split(' ').map((country) => `${label}.${country}`),
  ),
);

/** Whether a domain (lower case) belongs to a registry rather than to anyone's organization: one label, or a suffix of the list. */
export const isRegistrySuffix = (domain: string): boolean => !domain.includes('.') || suffixes.has(domain);
