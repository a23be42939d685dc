import { useQuery } from '@tanstack/react-query';

import { useApi } from '../../api/api-context.ts';
import { errorText } from '../../strings/problem-strings.ts';
import { strings } from '../../strings/tool-strings.ts';
import { CodeText } from '../../ui/code-text.tsx';

interface Described {
  summary: string;
  tags: string[];
  parameters: { name: string; in: string }[];
  requestBody?: { content: { 'application/json': { example?: unknown } } };
  responses: Record<string, { description: string }>;
}
interface Description {
  paths: Record<string, Record<string, Described>>;
}
interface Operation extends Described {
  name: string;
}

function byTag({ paths }: Description): [tag: string, operations: Operation[]][] {
  const groups = new Map<string, Operation[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? '';
      const named = { ...operation, name: `${method.toUpperCase()} ${path}` };
      groups.set(tag, [...(groups.get(tag) ?? []), named]);
    }
  }
  return [...groups];
}

function OperationRow({ name, summary, parameters, requestBody, responses }: Operation) {
  const example = requestBody?.content['application/json'].example;
  const names = parameters.filter((one) => one.in !== 'path').map((one) => one.name);
  return (
    <details>
      <summary className="cursor-pointer">
        <code className="wrap-anywhere">{name}</code>
        <span className="ms-2 text-muted">{summary}</span>
      </summary>
      <div className="ps-4 grid gap-2 py-2">
        {names.length > 0 && <p className="text-muted">{strings.code.parameters(names)}</p>}
        {example !== undefined && (
          <CodeText label={strings.code.exampleOf(name)} text={JSON.stringify(example, null, 2)} />
        )}
        <ul>
          {Object.entries(responses).map(([status, { description }]) => (
            <li key={status}>
              <code>{status}</code> <span className="text-muted">{description}</span>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

/** Every route of this server, as it describes itself. */
export function ApiReference() {
  const api = useApi();
  const { data, error } = useQuery({
    queryKey: ['openapi'],
    queryFn: ({ signal }) => api.call<Description>('GET', '/api/openapi.json', { signal }),
    staleTime: Infinity,
  });
  if (error) return <p className="text-danger">{errorText(error)}</p>;
  if (!data) return <p className="text-muted">{strings.code.reading}</p>;
  return (
    <div className="grid gap-4 text-sm">
      <p>
        <a className="underline" href="api/openapi.json" target="_blank" rel="noreferrer">
          {strings.code.document}
        </a>
      </p>
      {byTag(data).map(([tag, operations]) => (
        <section key={tag} className="grid gap-1">
          <h3 className="font-semibold">{tag}</h3>
          {operations.map((operation) => (
            <OperationRow key={operation.name} {...operation} />
          ))}
        </section>
      ))}
    </div>
  );
}
