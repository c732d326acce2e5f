/** The verbs of views, of the search and of many cases at once. */
import {
	doors,
	type Bulk,
	type BulkResult,
	type Counts,
	type View
} from '#contracts/queue-views.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';
import type { Filter } from './queue.ts';

export { BULK_MOST } from '#contracts/queue-views.ts';
export type { Bulk, BulkResult, Counts, View };
type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;
export type Views = Answered<'queue_views'>;
export type Found = Answered<'queue_search'>;

/** Saved views, and how many open cases each view has. */
export const views = () => call(doors, 'queue_views', {});
export const saveView = (args: Asked<'queue_view_save'>) => call(doors, 'queue_view_save', args);
export const deleteView = (args: Asked<'queue_view_delete'>) =>
	call(doors, 'queue_view_delete', args);

/** Cases by what somebody says on the phone, the best first. */
export const search = (q: string, filter: Filter, size: number) =>
	call(doors, 'queue_search', { q, filter, size });

export const bulk = (args: Asked<'queue_bulk'>) =>
	call(doors, 'queue_bulk', args, { timeout: 60_000 });
/** Lines to take away; the server writes down each that was read. */
export const linesOf = (ids: string[]) => call(doors, 'queue_export', { ids });
