import type * as z from 'zod/mini';
import type {
	Answer,
	OpenedTip,
	Request,
	ToldReward,
	openedDesk
} from '../_shared/contracts/lookup.ts';

export type { Answer, OpenedTip, Request, ToldReward };
export type OpenedDesk = z.infer<typeof openedDesk>;
export type AskDesk = Extract<Request, { op: 'desk' }>;
export type Settle = Extract<Request, { op: 'settle' }>;
export type Say = Extract<Request, { op: 'say' }>;
export type RefusedField = NonNullable<Refused['fields']>[number];
export type Refused = Extract<Answer, { ok: false }>;
