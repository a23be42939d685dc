import { useEffect, useId, useRef, useState, type FormEvent, type RefObject } from 'react';

import {
  DIALECT_NAMES,
  VENDOR_NAMES,
  type Connection,
  type DialectName,
  type SoundsRoute,
} from '#shared/connection.ts';
import { KEY_MAX } from '#shared/connections/connection-limits.ts';
import type { KeyTestAnswer } from '#shared/connections/connection-requests.ts';
import { CONCURRENCY, VENDORS } from '#shared/connections/vendors.ts';

import type { ApiError } from '../../lib/api-error.ts';
import * as dialogWords from '../../strings/connection-dialog-strings.ts';
import * as words from '../../strings/connection-strings.ts';
import { errorText } from '../../strings/problem-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useAddConnection, usePatchConnection, useTryKey } from './connections-api.ts';
import { KeyOutcome, type KeyVerdict } from './key-outcome.tsx';
import { PaceFields, paceText, readPace } from './pace-fields.tsx';

type Vendor = (typeof VENDOR_NAMES)[number];

const labelOf = (vendor: Vendor): string => (vendor === 'custom' ? dialogWords.other : VENDORS[vendor].label);
const hostOf = (vendor: Vendor): string =>
  vendor === 'custom' ? dialogWords.otherMeaning : new URL(VENDORS[vendor].origin).host;
const usualPace = (vendor: Vendor) =>
  paceText({ pace: VENDORS[vendor === 'custom' ? 'apibox' : vendor].pace, concurrency: CONCURRENCY });
const bareKey = (text: string): string => text.trim().replace(/^Bearer(\s+|$)/i, '');

function verdictOf(error: ApiError): KeyVerdict {
  if (error.code === 'unauthorized') return { kind: 'refused' };
  if (error.status === 424) return { kind: 'silent' };
  return { kind: 'error', text: errorText(error), field: error.problem?.field };
}

const verdictOn = ({ ok, credits, problem }: KeyTestAnswer): KeyVerdict => {
  if (ok) return { kind: 'works', credits: credits === null ? '' : `${words.balance(credits, false)}. ` };
  return problem?.code === 'unauthorized' ? { kind: 'refused' } : { kind: 'silent' };
};

/** What is typed of a key, and what trying and adding it came to. */
function useKeyForm({
  replaced,
  onDone,
  keyField,
}: Pick<Props, 'replaced' | 'onDone'> & { keyField: KeyFieldRef }) {
  const [vendor, setVendor] = useState<Vendor>('apibox');
  const [baseUrl, setBaseUrl] = useState('');
  const [dialect, setDialect] = useState<DialectName>('apibox');
  const [route, setRoute] = useState<SoundsRoute | null>(null);
  const [key, setKey] = useState('');
  const [pace, setPace] = useState(usualPace('apibox'));
  const [isDefault, setIsDefault] = useState(true);
  const [isSameAccount, setIsSameAccount] = useState(true);
  const [verdict, setVerdict] = useState<KeyVerdict | null>(null);
  const [tryKey, add, patch] = [useTryKey(), useAddConnection(), usePatchConnection()];
  const { routes } = VENDORS[vendor === 'custom' ? dialect : vendor];
  const target = { vendor, key, ...(vendor === 'custom' && { baseUrl: baseUrl.trim(), dialect }) };
  // What a person comes here for.
  useEffect(() => keyField.current?.focus(), [keyField]);

  const onError = (error: ApiError) => {
    setVerdict(verdictOf(error));
    keyField.current?.focus();
  };
  const test = () => {
    if (key === '') return keyField.current?.focus();
    setVerdict({ kind: 'testing' });
    tryKey.mutate(target, { onError, onSuccess: (answer) => setVerdict(verdictOn(answer)) });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setVerdict({ kind: 'testing' });
    if (replaced) {
      const change = { key, sameAccount: isSameAccount };
      patch.mutate({ id: replaced.id, change }, { onError, onSuccess: () => onDone(dialogWords.works) });
      return;
    }
    const untested = verdict?.kind === 'silent' ? { verified: false as const } : {};
    const onSuccess = ({ name }: Connection) =>
      onDone(isDefault ? dialogWords.nowMadeBy(name) : dialogWords.added(name));
    const chosen = route !== null && routes.includes(route) ? { route } : {};
    add.mutate({ ...target, ...chosen, ...readPace(pace), isDefault, ...untested }, { onError, onSuccess });
  };
  return {
    vendor,
    baseUrl,
    setBaseUrl,
    dialect,
    setDialect,
    routes,
    route: route ?? routes[0],
    setRoute,
    key,
    pace,
    setPace,
    isDefault,
    setIsDefault,
    isSameAccount,
    setIsSameAccount,
    verdict,
    test,
    submit,
    name: replaced?.name ?? (vendor === 'custom' ? hostNameOf(baseUrl) : labelOf(vendor)),
    isBusy: tryKey.isPending || add.isPending || patch.isPending,
    chooseVendor: (next: Vendor) => {
      setVendor(next);
      setPace(usualPace(next));
      setVerdict(null);
    },
    typeKey: (text: string) => {
      setKey(bareKey(text));
      setVerdict(null);
    },
  };
}

type KeyFieldRef = RefObject<HTMLInputElement | null>;
type KeyForm = ReturnType<typeof useKeyForm>;

interface Props {
  id: string;
  /** The connection whose key is replaced; null: a new one. */
  replaced: Connection | null;
  onCancel: () => void;
  /** @param said to be announced */
  onDone: (said: string) => void;
}

/** A vendor and its key: tried by reading the balance, then kept by the server and never shown again. */
export function AddKeyForm({ id, replaced, onCancel, onDone }: Props) {
  const keyField = useRef<HTMLInputElement>(null);
  const form = useKeyForm({ replaced, onDone, keyField });
  const { vendor, verdict, name } = form;
  return (
    <form id={id} className="add-key grid gap-5" onSubmit={form.submit}>
      {replaced ? (
        <Choice
          label={dialogWords.whose}
          value={form.isSameAccount ? 'same' : 'other'}
          options={[
            { value: 'same', label: dialogWords.sameAccount },
            { value: 'other', label: dialogWords.otherAccount },
          ]}
          onChange={(next) => form.setIsSameAccount(next === 'same')}
        />
      ) : (
        <VendorCards value={vendor} onChange={form.chooseVendor} />
      )}
      {!replaced && vendor === 'custom' && (
        <AddressFields
          baseUrl={form.baseUrl}
          dialect={form.dialect}
          error={verdict?.kind === 'error' && verdict.field === 'baseUrl'}
          onBaseUrl={form.setBaseUrl}
          onDialect={form.setDialect}
        />
      )}
      <KeyField fieldRef={keyField} form={form} isNew={replaced === null} />
      {verdict && <KeyOutcome verdict={verdict} name={name} />}
      {!replaced && (
        <>
          <div>
            <span className="label">{dialogWords.paceLabel}</span>
            <PaceFields value={form.pace} onChange={form.setPace} />
            <p className="hint mt-1.5">
              {vendor === 'custom' ? dialogWords.ownPaceHint : dialogWords.paceHint(name)}
            </p>
          </div>
          {form.routes.length > 1 && (
            <div>
              <Choice
                label={dialogWords.route}
                value={form.route}
                options={form.routes.map((value) => ({ value, label: dialogWords.routes[value] }))}
                onChange={form.setRoute}
              />
              <p className="hint mt-1.5">{dialogWords.routeHint}</p>
            </div>
          )}
          <Switch
            id={`${id}-default`}
            label={dialogWords.newSounds}
            meaning={dialogWords.newSoundsMeaning}
            checked={form.isDefault}
            onChange={({ target: box }) => form.setIsDefault(box.checked)}
          />
        </>
      )}
      <div className="connection-foot">
        <p className="hint me-auto">{dialogWords.nothingSent}</p>
        <Button className="min-h-10 px-4" onClick={onCancel}>
          {dialogWords.cancel}
        </Button>
        <button type="submit" className="connection-go" aria-busy={form.isBusy}>
          {replaced
            ? dialogWords.replaceKey
            : verdict?.kind === 'silent'
              ? dialogWords.addUntested
              : dialogWords.add}
        </button>
      </div>
    </form>
  );
}

/** Write-only. */
function KeyField({ fieldRef, form, isNew }: { fieldRef: KeyFieldRef; form: KeyForm; isNew: boolean }) {
  const id = useId();
  const { vendor, verdict } = form;
  const isWrong = verdict?.kind === 'refused' || (verdict?.kind === 'error' && verdict.field === 'key');
  return (
    <div>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="label">
          {dialogWords.apiKey}
        </label>
        {isNew && vendor !== 'custom' && (
          <a
            className="text-sm underline underline-offset-4"
            href={VENDORS[vendor].keyPage}
            rel="noreferrer"
            target="_blank"
          >
            {dialogWords.getKey(labelOf(vendor))}
          </a>
        )}
      </div>
      <div className="mt-1.5 flex gap-2">
        <input
          ref={fieldRef}
          id={id}
          className="field min-h-11 min-w-0 flex-1 px-3 font-mono"
          type="password"
          autoComplete="off"
          spellCheck={false}
          required
          maxLength={KEY_MAX}
          placeholder={dialogWords.paste}
          value={form.key}
          aria-invalid={isWrong}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => form.typeKey(target.value)}
        />
        {isNew && (
          <Button className="min-h-11 px-5" onClick={form.test}>
            {dialogWords.test}
          </Button>
        )}
      </div>
      <p id={`${id}-hint`} className="hint mt-1.5">
        {dialogWords.writeOnly}
      </p>
    </div>
  );
}

const hostNameOf = (baseUrl: string): string => URL.parse(baseUrl.trim())?.host ?? dialogWords.other;

function VendorCards({ value, onChange }: { value: Vendor; onChange: (vendor: Vendor) => void }) {
  return (
    <fieldset className="min-w-0">
      <legend className="label mb-1.5">{dialogWords.vendor}</legend>
      <div className="vendor-grid">
        {VENDOR_NAMES.map((vendor) => (
          <label key={vendor} className="vendor-card">
            <input
              type="radio"
              name="vendor"
              aria-label={labelOf(vendor)}
              checked={vendor === value}
              onChange={() => onChange(vendor)}
            />
            <span className="font-semibold">{labelOf(vendor)}</span>
            <span className="text-xs text-muted">{hostOf(vendor)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Of a vendor that we do not know by name. */
function AddressFields({
  baseUrl,
  dialect,
  error,
  onBaseUrl,
  onDialect,
}: {
  baseUrl: string;
  dialect: DialectName;
  error: boolean;
  onBaseUrl: (text: string) => void;
  onDialect: (dialect: DialectName) => void;
}) {
  const id = useId();
  return (
    <div className="grid gap-5">
      <div>
        <label htmlFor={id} className="label">
          {dialogWords.baseUrl}
        </label>
        <input
          id={id}
          className="field mt-1.5 min-h-11 w-full px-3"
          type="url"
          required
          autoComplete="off"
          spellCheck={false}
          placeholder="https://"
          value={baseUrl}
          aria-invalid={error}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => onBaseUrl(target.value)}
        />
        <p id={`${id}-hint`} className="hint mt-1.5">
          {dialogWords.baseUrlHint}
        </p>
      </div>
      <Choice
        label={dialogWords.words}
        value={dialect}
        options={DIALECT_NAMES.map((value) => ({ value, label: VENDORS[value].label }))}
        onChange={onDialect}
      />
    </div>
  );
}
