export type {
  HandedOver,
  JudgedPlace,
  ReplacedPlace,
  ReplacementActor,
  ReplacementChange,
  ReplacementOutcome,
  ReplacementReason,
  ReplacementSubject,
  WhoActs,
} from './model.ts';
export type { ComparedChain, GivenChain, RootAbove } from './side.ts';
export { replacedPlaces, type SoughtCertificate } from './replaced-places.ts';
export { judgeReplacement, type ReplacementQuestion, type ReplacementVerdict } from './judge-replacement.ts';
