/** Names that stand in histories, rows and URLs: changing one breaks what is already running. */
import { expect, test } from 'vitest';
import { DEED_NAMES } from '../../contract/deeds.ts';
import {
  DELIVERY_WORKFLOW,
  deliveryWorkflowId,
  SEARCH_ATTRIBUTES,
  STAND_WORKFLOW,
  standWorkflowId,
  taskIdOf,
  taskQueueOf,
} from '../../contract/names.ts';
import {
  absorbUpdate,
  adoptPolicyUpdate,
  changeBoundaryUpdate,
  closeUpdate,
  COMMAND_UPDATES,
  correctSurveyUpdate,
  gateLiftedSignal,
  mergeStandUpdate,
  nudgeSignal,
  reportDamageUpdate,
  rescheduleUpdate,
  resumeUpdate,
  rolloverSignal,
  settleFollowUpUpdate,
  splitStandUpdate,
  standInputQuery,
  standViewQuery,
  submitAuditUpdate,
  submitSurveyUpdate,
  submitWorkUpdate,
  protectUpdate,
  suspendUpdate,
  unparkSignal,
  waiveUpdate,
  whyQuery,
} from '../../contract/stand-messages.ts';
import { GATE_KINDS } from '../../domain/gate.ts';

const LIFE = { standId: '140921-0123', workYear: 2026, lifeId: '9f3c1a00-0000-4000-8000-000000000001' };

test('workflow types, ids, task ids and queues keep their released form', () => {
  expect([STAND_WORKFLOW, DELIVERY_WORKFLOW]).toEqual(['standWorkflow', 'deliveryWorkflow']);
  expect(standWorkflowId(LIFE)).toBe('stand/140921-0123/2026~9f3c1a');
  expect(deliveryWorkflowId('workflow')).toBe('delivery/workflow');
  expect(taskIdOf(LIFE, 'replant-0', 1)).toBe('140921-0123~9f3c1a/replant-0.1');
  expect(taskQueueOf('1.4.0')).toBe('stands-1.4.0');
});

test('messages of a stand keep their released names', () => {
  const updates = [
    submitSurveyUpdate,
    submitWorkUpdate,
    rescheduleUpdate,
    reportDamageUpdate,
    waiveUpdate,
    suspendUpdate,
    resumeUpdate,
    closeUpdate,
    submitAuditUpdate,
    correctSurveyUpdate,
    settleFollowUpUpdate,
    adoptPolicyUpdate,
    splitStandUpdate,
    changeBoundaryUpdate,
    mergeStandUpdate,
    absorbUpdate,
    protectUpdate,
  ];
  expect(COMMAND_UPDATES).toEqual(updates);
  const messages = [...COMMAND_UPDATES, rolloverSignal, unparkSignal, gateLiftedSignal, nudgeSignal];
  expect(messages.map(({ type, name }) => `${type} ${name}`)).toEqual([
    'update submitSurvey',
    'update submitWork',
    'update reschedule',
    'update reportDamage',
    'update waive',
    'update suspend',
    'update resume',
    'update close',
    'update submitAudit',
    'update correctSurvey',
    'update settleFollowUp',
    'update adoptPolicy',
    'update splitStand',
    'update changeBoundary',
    'update mergeStand',
    'update absorb',
    'update protect',
    'signal rollover',
    'signal unpark',
    'signal gateLifted',
    'signal nudge',
  ]);
  expect([standViewQuery, standInputQuery, whyQuery].map(({ type, name }) => `${type} ${name}`)).toEqual([
    'query standView',
    'query standInput',
    'query why',
  ]);
});

test('deeds keep their released names, as histories call for them by name', () => {
  expect(DEED_NAMES).toEqual([
    'registerStand',
    'dispatchTask',
    'escalateTask',
    'redateTask',
    'recordSurvey',
    'recordWork',
    'rescheduleTask',
    'recordFinding',
    'recordDamage',
    'waiveTask',
    'shiftCheck',
    'fileReport',
    'passDeadline',
    'reviewBan',
    'lapseTask',
    'releaseTask',
    'suspendStand',
    'resumeStand',
    'closeStand',
    'settleFollowUp',
    'adoptPolicy',
    'splitStand',
    'changeBoundary',
    'mergeStand',
    'absorbStand',
    'protectStand',
  ]);
});

test('search attributes keep name and type, as the server knows them by both', () => {
  expect(Object.values(SEARCH_ATTRIBUTES).map(({ name, type }) => `${name} ${type}`)).toEqual([
    'CountyCode KEYWORD',
    'StandId KEYWORD',
    'Stage KEYWORD',
    'PolicyVersion KEYWORD',
    'OverdueStep INT',
    'NeedsAttention BOOL',
  ]);
});

test('kinds of gates keep their names, as rows and the command line know them', () => {
  expect(GATE_KINDS).toEqual(['FIRE', 'SNOW', 'FLOOD', 'ORDER']);
});
