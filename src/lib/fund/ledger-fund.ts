/** The verbs of the room about its ledger: the book, entries, gifts, payments, months. */
import { doors as ledger, type Book, type Entry, type MonthList } from '#contracts/fund-ledger.ts';
import { doors as spending, type Payment } from '#contracts/fund-payments.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

const doors = { ...ledger, ...spending };
type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { Book, Entry, MonthList, Payment };
export type Books = Answered<'fund_book'>;
export type May = Books['may'];
/** One entry with what only its paper says. */
export type Voucher = Answered<'fund_entry'>;
export type EntryFilter = Asked<'fund_entries'>['filter'];
export type Verified = Answered<'fund_verify'>;
export type OpenedName = Answered<'fund_name_open'>;
export type Posted = Answered<'fund_gift'>;
export type GiftArgs = Asked<'fund_gift'>;
export type SpendArgs = Asked<'fund_spend_propose'>;

export const readBooks = () => call(doors, 'fund_book', {});
export const readEntries = (filter: EntryFilter, after: number | null, size: number) =>
	call(doors, 'fund_entries', { filter, after, size });
export const readEntry = (id: string) => call(doors, 'fund_entry', { id });
export const readPayments = () => call(doors, 'fund_payments', {});
/** @param month its first day */
export const readMonth = (month: string) => call(doors, 'fund_month', { month });

/** A piece of both chains, from these places on. */
export const verifyLedger = (from_entry: number, from_row: number, size: number) =>
	call(doors, 'fund_verify', { from_entry, from_row, size }, { timeout: 60_000 });
/** An auditor opens the commitment of an entry; that they did is written down. */
export const openName = (entry: string) => call(doors, 'fund_name_open', { entry });

export const saveBook = (args: Asked<'fund_book_save'>) => call(doors, 'fund_book_save', args);
export const saveCap = (args: Asked<'fund_cap_save'>) => call(doors, 'fund_cap_save', args);
export const nameDeputy = (args: Asked<'fund_deputy_name'>) =>
	call(doors, 'fund_deputy_name', args);
export const endDeputy = (args: Asked<'fund_deputy_end'>) => call(doors, 'fund_deputy_end', args);

export const open = (args: Asked<'fund_opening'>) => call(doors, 'fund_opening', args);
export const give = (args: GiftArgs) => call(doors, 'fund_gift', args);
export const transfer = (args: Asked<'fund_transfer'>) => call(doors, 'fund_transfer', args);
export const reverse = (args: Asked<'fund_reverse'>) => call(doors, 'fund_reverse', args);
export const wish = (args: Asked<'fund_wish'>) => call(doors, 'fund_wish', args);

export const proposeSpending = (args: SpendArgs) => call(doors, 'fund_spend_propose', args);
export const approveSpending = (args: Asked<'fund_spend_approve'>) =>
	call(doors, 'fund_spend_approve', args);
export const endSpending = (args: Asked<'fund_spend_end'>) => call(doors, 'fund_spend_end', args);
export const paySpending = (args: Asked<'fund_spend_pay'>) => call(doors, 'fund_spend_pay', args);

export const postRewards = (args: Asked<'fund_rewards_post'>) =>
	call(doors, 'fund_rewards_post', args);
export const countCash = (args: Asked<'fund_count'>) => call(doors, 'fund_count', args);
export const signCount = (args: Asked<'fund_count_sign'>) => call(doors, 'fund_count_sign', args);
export const closeMonth = (args: Asked<'fund_month_close'>) =>
	call(doors, 'fund_month_close', args);
export const publishMonth = (args: Asked<'fund_month_publish'>) =>
	call(doors, 'fund_month_publish', args);
