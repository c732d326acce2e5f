import type { Answer, Request } from '../_shared/contracts/lookup.ts';

export type { Answer, Request };
export type Say = Extract<Request, { op: 'say' }>;
export type Refused = Extract<Answer, { ok: false }>;
