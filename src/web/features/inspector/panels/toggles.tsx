import { useId } from 'react';

/** One of a few, all of them seen: native radio buttons, dressed as a row of segments. */
export function SegmentedChoice<T extends string | number>({
  name,
  value,
  options,
  className = '',
  onChange,
}: {
  name: string;
  value: T;
  options: readonly { value: T; label: string; name?: string; hint?: string }[];
  className?: string;
  onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <fieldset className={`i-seg ${className}`}>
      <legend className="sr-only">{name}</legend>
      {options.map((option) => (
        <label key={option.value} title={option.hint}>
          <input
            type="radio"
            name={id}
            aria-label={option.name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

/** On or off, with its words beside it. */
export function Toggle({
  label,
  name,
  checked,
  disabled = false,
  onChange,
}: {
  label: string;
  /** Where the label is too short to stand alone. */
  name?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className="i-toggle">
      <input
        type="checkbox"
        aria-label={name}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** One of a few, in the height of a button. */
export function SelectField<T extends string | number>({
  name,
  value,
  options,
  onChange,
}: {
  name: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}) {
  return (
    <select
      className="field i-pick"
      aria-label={name}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => String(option.value) === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
