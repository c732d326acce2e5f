/** Words of views and of what is done to many cases. */
import { m } from '#lib/paraglide/messages';
import type { View as Own } from './filter.ts';
import type { Bulk, View } from './views-queue.ts';

const names: Record<Own, () => string> = {
	open: m.queue_view_open,
	mine: m.queue_view_mine,
	unassigned: m.queue_view_unassigned,
	today: m.queue_view_today,
	late: m.queue_view_late,
	soon: m.queue_view_soon,
	to_call: m.queue_view_to_call,
	ended: m.queue_view_ended
};
export const viewWords = (view: Own): string => names[view]();

const gone: Record<NonNullable<View['gone']>, () => string> = {
	filter: m.queue_view_gone,
	kind: m.queue_view_gone,
	state: m.queue_view_gone,
	area: m.queue_view_gone_area,
	assignee: m.queue_view_gone_assignee
};
export const goneWords = (what: NonNullable<View['gone']>): string => gone[what]();

const bulks: Record<Bulk['do'], () => string> = {
	assign: m.queue_action_assign,
	note: m.queue_action_note,
	card_ready: m.queue_bulk_cards,
	close_call_back: m.queue_action_close_call_back
};
export const bulkWords = (what: Bulk['do']): string => bulks[what]();
