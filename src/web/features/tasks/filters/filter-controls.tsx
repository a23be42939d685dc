import { useId, type ReactNode } from 'react';

import { isBpm } from '#shared/bpm.ts';
import { BPM_MAX, BPM_MIN } from '#shared/limits.ts';

import { n } from '../../../strings/format/plurals.ts';
import { words } from '../../../strings/library-strings.ts';

function Count({ value }: { value: number | undefined }) {
  return value === undefined || value === 0 ? null : (
    <span className="ms-2 text-xs opacity-75">{n(value)}</span>
  );
}

export function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-sm font-semibold">
        {label}
      </label>
      {children}
    </div>
  );
}

export function YesNo({
  label,
  value,
  says,
  onChange,
}: {
  label: string;
  value: boolean | null;
  says: { true: string; false: string };
  onChange: (value: boolean | null) => void;
}) {
  const id = useId();
  return (
    <Labelled id={id} label={label}>
      <select
        id={id}
        className="field min-h-10 w-full"
        value={String(value)}
        onChange={(event) => onChange(event.target.value === 'null' ? null : event.target.value === 'true')}
      >
        <option value="null">{words.any}</option>
        <option value="true">{says.true}</option>
        <option value="false">{says.false}</option>
      </select>
    </Labelled>
  );
}

export function BpmInput({
  name,
  value,
  onChange,
}: {
  name: string;
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  return (
    <input
      type="number"
      inputMode="numeric"
      aria-label={name}
      min={BPM_MIN}
      max={BPM_MAX}
      value={value ?? ''}
      onChange={({ target }) => {
        const bpm = Number(target.value);
        if (target.value === '') onChange(null);
        else if (isBpm(bpm)) onChange(bpm);
      }}
      className="field min-h-10 w-24 px-3"
    />
  );
}

export function DayInput({
  name,
  value,
  onChange,
}: {
  name: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <input
      type="date"
      aria-label={name}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="field min-h-10 px-3"
    />
  );
}

/** A checkbox that looks like a chip, with how many tasks have it. */
export function Chip({
  label,
  count,
  checked,
  onChange,
}: {
  label: string | undefined;
  count: number | undefined;
  checked: boolean;
  onChange: () => void;
}) {
  return (
    <label className="chip relative inline-flex min-h-(--ctl) max-w-full items-center rounded-full border border-edge px-3 text-sm">
      <input
        type="checkbox"
        className="absolute inset-0 cursor-pointer rounded-full opacity-0"
        checked={checked}
        onChange={onChange}
      />
      <span className="truncate">{label}</span>
      <Count value={count} />
    </label>
  );
}

/** Inputs in a line under one legend. */
export function Group({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-semibold">{legend}</legend>
      <div className="flex flex-wrap items-center gap-1">{children}</div>
    </fieldset>
  );
}

export function Flag({
  label,
  title,
  isOn,
  isDisabled = false,
  onChange,
}: {
  label: string;
  title?: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <label className="flex min-h-(--ctl) items-center gap-2 text-sm" title={title}>
      <input
        type="checkbox"
        className="size-4 accent-ink"
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}

export const toggled = <Value,>(values: readonly Value[], value: Value): Value[] =>
  values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
