import { describe, expect, it } from 'vitest';

import { parseExactJson } from '#shared/text.ts';

import { aClientAnswered } from '../../testing/faulty-vendor/client-fixtures.ts';
import { aSound } from '../../testing/task-builders.ts';
import { findTaskId, taskIdInCut } from './find-task-id.ts';

const HEX = '3f0c9a7e51d24b86a1b2c3d4e5f60718';
const send = (answer: string, status = 200) => aClientAnswered(answer, { status }).send(aSound());

describe('the taskId of an accepted submission (M4)', () => {
  it.each([
    ['{"code":200,"msg":"success","data":{"taskId":1985432109876543211}}', '1985432109876543211'],
    ['{"code":200,"msg":"success","data":{"task_id":42}}', '42'],
    ['{"code":200,"msg":"success","data":1985432109876543211}', '1985432109876543211'],
    ['{"code":200,"msg":"success","data":"1985432109876543211"}', '1985432109876543211'],
    [
      '{"code":200,"msg":"success","data":{"taskId":123456789012345678901234567890123456789012}}',
      '123456789012345678901234567890123456789012',
    ],
    [`{"code":200,"msg":"success","data":"${HEX}"}`, HEX],
    [`{"code":200,"msg":"success","data":["${HEX}"]}`, HEX],
    [`{"code":200,"msg":"success","data":[{"taskId":"${HEX}"}]}`, HEX],
    [`{"code":200,"msg":"success","data":{"task":{"taskId":"${HEX}"}}}`, HEX],
    [`{"code":200,"msg":"success","data":{"id":"${HEX}"}}`, HEX],
    [`{"code":200,"msg":"success","data":"{\\"taskId\\":\\"${HEX}\\"}"}`, HEX],
    [`{"taskId":"${HEX}"}`, HEX],
    ['{"taskId":1985432109876543211}', '1985432109876543211'],
    [`[{"taskId":"${HEX}"}]`, HEX],
    [`"${HEX}"`, HEX],
    [HEX, HEX],
    [`{"code":200,"taskId":"${HEX}","data":{"taskId":"${HEX}"}}`, HEX],
    ['{"code":200,"data":{"taskId":"c3VubzoxMjM0NTY=/v2+x"}}', 'c3VubzoxMjM0NTY=/v2+x'],
  ])('of %s keeps every character', async (answer, taskId) => {
    expect(await send(answer)).toEqual({ kind: 'accepted', taskId });
  });

  it.each([
    `{"code":200,"data":[{"taskId":"${HEX}"},{"taskId":"b"}]}`,
    `{"code":200,"data":{"id":"${HEX}","jobId":"b2"}}`,
    `{"code":200,"taskId":"${HEX}","data":{"taskId":"b"}}`,
  ])('is offered where there are several: %s', async (answer) => {
    expect(await send(answer)).toMatchObject({ kind: 'offered', taskId: HEX });
  });

  it.each([
    '{"code":200,"msg":"success","data":"success"}',
    '{"code":200,"msg":"success","data":true}',
    '{"code":200,"msg":"success","data":97.5}',
    '{"code":200,"msg":"success","data":"https://vendor.example/task/123456"}',
    '{"code":200,"msg":"success","data":{"taskId":"two words"}}',
    '{"code":200,"msg":"success","data":{"taskId":"abc\u202e321"}}',
    '{"code":200,"msg":"success","data":[]}',
    '200',
    '"success"',
  ])('is not read from %s', async (answer) => {
    expect(await send(answer)).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    [`{"code":430,"msg":"Later.","data":"${HEX}"}`, 'slow-down'],
    [`{"code":401,"msg":"No.","data":{"id":"${HEX}"}}`, 'unauthorized'],
  ])('is not made of what stands in a refusal: %s', async (answer, code) => {
    expect(await send(answer)).toMatchObject({ kind: 'refused', problem: { code } });
  });

  it('is found at the same cost however large the answer is', () => {
    const many = parseExactJson(`{"data":[${Array(50_000).fill('{}').join(',')}]}`);
    expect(findTaskId(many, true)).toBeNull();
  });
});

describe('the taskId of an answer that was cut', () => {
  it.each([
    ['{"code":200,"data":{"taskId":"abc/1"', 'abc/1'],
    ['{"code":200,"data":{"taskId":1985432109876543211}', '1985432109876543211'],
    ['{"code":200,"data":{"task_id": 1985432109876543211 ,"x":"', '1985432109876543211'],
    ['{"code":200,"data":{"taskId":19854321', null],
    ['{"code":200,"data":{"taskId":"abc', null],
  ])('%s is %j', (text, taskId) => {
    expect(taskIdInCut(text)).toBe(taskId);
  });
});
