/** Whether a host name is one of `patterns`; `*.example` stands for every name below `example`. */
export const matchesHost = (patterns: readonly string[], hostName: string): boolean =>
  patterns.some((pattern) =>
    pattern.startsWith('*.') ? hostName.endsWith(pattern.slice(1)) : hostName === pattern,
  );
