/** The verbs of the room about the bank: statements, what waits, which line is which entry. */
import { doors, type BankStatement } from '#contracts/fund-bank.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { BankStatement };
export type Bank = Answered<'fund_bank'>;
export type BankLeft = Answered<'fund_bank_left'>;
export type BankLine = BankLeft['lines'][number];
export type BankEntry = BankLeft['entries'][number];
export type ImportArgs = Asked<'fund_statement_import'>;
export type MatchArgs = Asked<'fund_bank_match'>;
export type BankPair = MatchArgs['pairs'][number];
export type Until = Answered<'fund_bank_match'>;

/** Ten thousand lines on a slow line take their time. */
const IMPORT_TIMEOUT = 120_000;

export const readBank = () => call(doors, 'fund_bank', {});
export const readBankLeft = () => call(doors, 'fund_bank_left', {});
/** @param month its first day */
export const readBankMatched = (month: string) => call(doors, 'fund_bank_matched', { month });
export const importStatement = (args: ImportArgs) =>
	call(doors, 'fund_statement_import', args, { timeout: IMPORT_TIMEOUT });
export const withdrawStatement = (args: Asked<'fund_statement_withdraw'>) =>
	call(doors, 'fund_statement_withdraw', args);
export const matchBank = (args: MatchArgs) => call(doors, 'fund_bank_match', args);
export const unmatchBank = (args: Asked<'fund_bank_unmatch'>) =>
	call(doors, 'fund_bank_unmatch', args);
