/**
 * Every door that an officer's token opens, and how it is asked about a case that is hidden from them. A new door fails
 * the test until it has a line here: `made` asks it with requests made from its contract in which every id is the hidden
 * one's; a list asks it with the requests that it names; a sentence says why there is nothing to ask.
 */
import { ahead, all, byId, from, key, nothing, to, type Line } from './compartments-asking.ts';
import { lines as ofOtherRooms } from './compartments-rooms.ts';

export const lines: Record<string, Line> = {
	// The queue: lists, a case, its commands. `queue_page` is also asked with filters made from the contract.
	queue_page: () =>
		[
			{},
			{ open: false },
			{ kind: 'tip' },
			{ state: 'new' },
			{ assignee: 'nobody' },
			{ due: 'late' },
			{ to_call: true }
		].map((filter) => ({ filter, after: null, size: 100 })),
	queue_case: byId,
	queue_officers: () => [{}],
	queue_assign: ({ id, officer }) => [
		{ key, id, version: 1, officer: null },
		{ key, id, version: 1, officer }
	],
	queue_note: ({ id }) => [{ key, id, body: 'Nhà có chó' }],
	queue_call: ({ id }) => [
		{ key, id, version: 1, outcome: 'answered', again_at: null, note: null }
	],
	queue_ask: ({ id }) => [{ key, id, version: 1, body: 'Nhà ở đâu?' }],
	queue_return: ({ id }) => [{ key, id, version: 1, reason: 'Thiếu số', fields: ['phone'] }],
	queue_replace_code: ({ id }) => [
		{ key, id, version: 1, lookup_hash: 'ab'.repeat(32), checked_name: true, checked_hamlet: true }
	],
	queue_close_call_back: ({ id }) => [{ key, id, version: 1, reason: 'duplicate', note: null }],
	queue_reason: ({ id }) => [{ key, id, reason: 'stands_in', words: null }],
	queue_paper: ({ id }) =>
		['run_sheet', 'case_reads', 'tip_slip', 'tip_certificate', 'export_cases'].map((what) => ({
			key,
			what,
			cases: [id]
		})),
	queue_case_reads: ({ id, reference }) => [
		{ id, reference: null },
		{ id: null, reference }
	],
	queue_officer_reads: ({ officer }) => [{ officer, from_day: from, to_day: to }],
	queue_audit: () => [{ until: null }],
	queue_erasures: () => [{}],
	queue_data_ask: 'made',
	queue_data_sheet: byId,
	...all(
		'made',
		`queue_data_answer queue_clock_pause queue_clock_resume queue_clock_extend
		queue_clock_withdraw`
	),
	queue_clock_board: () => [{}],
	queue_pause_rules: () => [{}],
	queue_pause_rule_save: nothing,
	queue_views: () => [{}],
	queue_view_save: 'made',
	queue_view_delete: 'made',
	queue_search: ({ reference, phone }) =>
		[reference, phone, 'Võ Thị Già', 'Sau chợ'].map((q) => ({ q, filter: {}, size: 50 })),
	queue_bulk: ({ id }) =>
		[
			{ do: 'note', body: 'Nhà có chó' },
			{ do: 'assign', officer: null }
		].map((what) => ({ key, cases: [{ id, version: 1 }], what })),
	queue_export: ({ id }) => [{ ids: [id] }],
	// A lead is told how many tips their unit had in a month, by design and no more; the room's own test holds that.
	queue_figures: ({ isTip }) =>
		isTip
			? []
			: [{ from_month: `${ahead(-60).slice(0, 7)}-01`, to_month: `${ahead(0).slice(0, 7)}-01` }],
	// Replies, checks, mentions, drafts, merging.
	queue_replies: () => [{}],
	queue_desk_words: () => [{}],
	...all(nothing, 'queue_reply_save queue_check_save'),
	queue_mentionable: byId,
	queue_mentions: () => [{ after: null, size: 50 }],
	...all(
		'made',
		`queue_tick queue_draft_save queue_merge_preview queue_merge queue_split queue_link_preview
		queue_link_undo`
	),
	// What is told while it happens.
	queue_live: ({ id }) => [
		{ since: null, mark: null, tab: key, looking: null },
		{ since: null, mark: null, tab: key, looking: id }
	],
	queue_verify: () => [{ month: `${new Date().toISOString().slice(0, 7)}-01` }],
	// Tips.
	tips_headers: ({ id }) => [{ ids: [id] }],
	tips_open: byId,
	tips_alarms: () => [{}],
	tips_part_read: ({ id }) => [{ id, part: id }],
	...all('made', 'tips_say tips_notes_key tips_note tips_grant tips_rekey'),
	tips_classify: ({ id }) => [{ key, id, version: 1, as: 'other' }],
	tips_close: ({ id }) => [{ key, id, version: 1, as: 'resolved' }],
	tips_erase: ({ id }) => [{ key, id, version: 1, notes: 0 }],
	tips_acknowledge: ({ id }) => [{ key, id }],
	tips_join: ({ id }) => [
		{ key, id, other: key },
		{ key, id: key, other: id }
	],
	tips_part_ways: ({ id }) => [
		{ key, id, other: key },
		{ key, id: key, other: id }
	],
	...ofOtherRooms
};
