import { DIALECT_NAMES, type DialectName, type VendorName } from '#shared/connection.ts';
import { VENDORS } from '#shared/connections/vendors.ts';

import { environmentId } from '../../db/connection-repository.ts';

interface ConnectionAt {
  id: string;
  name: string;
  vendor: VendorName;
  baseUrl: string;
  dialect: DialectName;
}

/** What an address says of the connection to it: all that a backup of the first version has. */
export function connectionAt(baseUrl: string): ConnectionAt {
  const known = DIALECT_NAMES.find((name) => VENDORS[name].origin === URL.parse(baseUrl)?.origin);
  return {
    id: environmentId(baseUrl),
    name: known ? VENDORS[known].label : baseUrl.replace(/^https?:\/\//, ''),
    vendor: known ?? 'custom',
    baseUrl,
    dialect: known ?? 'apibox',
  };
}
