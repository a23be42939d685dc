import { describe, expect, it } from 'vitest';

import { countFilters, filterQuery, noFilters, readFilters, writeFilters, type Filters } from './filters.ts';

const all: Filters = {
  q: 'soft rain',
  state: ['ready', 'failed'],
  key: ['Am', 'C#'],
  bpmMin: 80,
  bpmMax: 120,
  loop: true,
  lyrics: false,
  kept: true,
  favourite: true,
  deleted: true,
  tag: ['scene 4', 'a,b'],
  from: '2026-11-01',
  to: '2026-11-22',
  connection: 'sandbox',
  batch: '6f1c2f3a-5f0e-4d0c-9a8e-0a0b0c0d0e0f',
  sort: 'bpm',
};

describe('the filters', () => {
  it('come back from an address as they were', () => {
    expect(readFilters(new URLSearchParams(writeFilters(all).toString()))).toEqual(all);
    expect(readFilters(new URLSearchParams())).toEqual(noFilters);
  });

  it('leave an address empty while nothing is narrowed', () => {
    expect(writeFilters(noFilters).toString()).toBe('');
    expect(filterQuery(noFilters)).toBe('');
  });

  it('are counted without the search and the order', () => {
    expect(countFilters(noFilters)).toBe(0);
    expect(countFilters({ ...noFilters, q: 'rain', sort: 'bpm' })).toBe(0);
    expect(countFilters(all)).toBe(14);
  });

  it('send local days as instants, the last one with its evening', () => {
    const query = new URLSearchParams(filterQuery(all));
    expect(query.get('from')).toBe(new Date(2026, 10, 1).toISOString());
    expect(query.get('to')).toBe(new Date(2026, 10, 23).toISOString());
  });

  it('pass over what no address can mean', () => {
    expect(readFilters(new URLSearchParams('bpmMin=fast&loop=maybe&from=yesterday'))).toEqual(noFilters);
  });
});
