import type * as z from 'zod/mini';
import type { Answer, OpenedTip, Request, openedDesk } from '../_shared/contracts/lookup.ts';

export type { Answer, OpenedTip, Request };
export type OpenedDesk = z.infer<typeof openedDesk>;
export type AskDesk = Extract<Request, { op: 'desk' }>;
export type Say = Extract<Request, { op: 'say' }>;
export type Refused = Extract<Answer, { ok: false }>;
