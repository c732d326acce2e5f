/** The verbs of the room about who reads: reasons, numbers of papers, what was read, the chain. */
import {
	doors,
	type PaperKind,
	type Read,
	type Reason,
	type Verified
} from '#contracts/queue-audit.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { PaperKind, Read, Reason, Verified };
export type CaseReads = Answered<'queue_case_reads'>;
export type OfficerReads = Answered<'queue_officer_reads'>;
export type AuditState = Answered<'queue_audit'>;

export const giveReason = (args: Asked<'queue_reason'>) => call(doors, 'queue_reason', args);
/** A number for what is about to be printed or exported. */
export const numberPaper = (what: PaperKind, cases: readonly string[]) =>
	call(doors, 'queue_paper', { key: crypto.randomUUID(), what, cases: [...cases] });
export const readCaseReads = (args: Asked<'queue_case_reads'>) =>
	call(doors, 'queue_case_reads', args);
export const readOfficerReads = (args: Asked<'queue_officer_reads'>) =>
	call(doors, 'queue_officer_reads', args);
export const readAudit = (until: string | null) => call(doors, 'queue_audit', { until });
export const verifyMonth = (month: string) => call(doors, 'queue_verify', { month });
