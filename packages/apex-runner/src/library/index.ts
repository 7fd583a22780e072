import { accessLevel } from './access-level.ts';
import { assert } from './assert.ts';
import { blob } from './blob.ts';
import { boolean } from './boolean.ts';
import { crypto } from './crypto.ts';
import { customNotification } from './custom-notification.ts';
import { date } from './date.ts';
import { datetime } from './datetime.ts';
import { decimal } from './decimal.ts';
import type { PlatformType } from './declaration.ts';
import { double } from './double.ts';
import { encodingUtil } from './encoding-util.ts';
import { exceptions } from './exception.ts';
import { featureManagement } from './feature-management.ts';
import { httpRequest } from './http-request.ts';
import { httpResponse } from './http-response.ts';
import { http, httpCalloutMock } from './http.ts';
import { id } from './id.ts';
import { integer } from './integer.ts';
import { iterable, iterator } from './iterator.ts';
import * as jobs from './job-contexts.ts';
import { jsonGenerator } from './json-generator.ts';
import { json } from './json.ts';
import { limits } from './limits.ts';
import { comparable, comparator, list } from './list.ts';
import { long } from './long.ts';
import { map } from './map.ts';
import { matcher } from './matcher.ts';
import { math } from './math.ts';
import { messaging } from './messaging.ts';
import { deployContainer, operations } from './metadata-operations.ts';
import { customMetadata, customMetadataValue, metadata } from './metadata-records.ts';
import * as results from './metadata-results.ts';
import { object } from './object.ts';
import { pattern } from './pattern.ts';
import { roundingMode } from './rounding-mode.ts';
import { sendEmailError, sendEmailResult } from './send-email-result.ts';
import { set } from './set.ts';
import { email, singleEmailMessage } from './single-email-message.ts';
import { statusCode } from './status-code.ts';
import { string } from './string.ts';
import { loggingLevel, system } from './system.ts';
import { test } from './test.ts';
import { time } from './time.ts';
import { timeZone } from './time-zone.ts';
import { type } from './type.ts';
import { url } from './url.ts';
import { userInfo } from './user-info.ts';

/** All types of the platform that need no records, each once. */
export const library: readonly PlatformType[] = [
  // values
  object,
  boolean,
  integer,
  long,
  double,
  decimal,
  string,
  id,
  date,
  datetime,
  time,
  blob,
  // collections
  list,
  set,
  map,
  iterable,
  iterator,
  comparable,
  comparator,
  // reckoning and texts
  math,
  roundingMode,
  json,
  jsonGenerator,
  pattern,
  matcher,
  crypto,
  encodingUtil,
  url,
  type,
  // the program and its transaction
  system,
  loggingLevel,
  test,
  assert,
  ...exceptions,
  statusCode,
  limits,
  // users
  userInfo,
  timeZone,
  featureManagement,
  accessLevel,
  // out of the org
  http,
  httpRequest,
  httpResponse,
  httpCalloutMock,
  messaging,
  email,
  singleEmailMessage,
  sendEmailResult,
  sendEmailError,
  customNotification,
  // custom metadata
  metadata,
  customMetadata,
  customMetadataValue,
  deployContainer,
  operations,
  results.deployCallback,
  results.deployCallbackContext,
  results.deployResult,
  results.deployDetails,
  results.deployMessage,
  results.deployStatus,
  results.deployProblemType,
  // jobs
  jobs.queueable,
  jobs.queueableContext,
  jobs.schedulable,
  jobs.schedulableContext,
  jobs.finalizer,
  jobs.finalizerContext,
  jobs.parentJobResult,
  jobs.batchableContext,
  jobs.allowsCallouts,
];
