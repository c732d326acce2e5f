/**
 * Every door that an officer's token opens, and how it is asked about a case that is hidden from them. A new door fails
 * the test until it has a line here: `made` asks it with requests made from its contract in which every id is the hidden
 * one's; a list asks it with the requests that it names; a sentence says why there is nothing to ask.
 */

/** The case that the asker may not know of, as far as somebody could guess or overhear of it. */
export type Hidden = {
	id: string;
	reference: string;
	phone: string;
	officer: string;
	isTip: boolean;
};
type Args = Record<string, unknown>;
export type Line = 'made' | { nothing: string } | ((hidden: Hidden) => Args[]);

/** Every call is taken back, so one key does for all. */
export const anyKey = '00000000-0000-4000-8000-000000000000';
const key = anyKey;
const byId = ({ id }: Hidden) => [{ id }];
const nothing: Line = { nothing: 'It takes no case and tells of none.' };
const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [from, to] = [ahead(-40), ahead(2)];

/** The same line for several, their names between blanks. */
const all = (line: Line, names: string) =>
	Object.fromEntries(names.split(/\s+/).map((name) => [name, line]));

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
	queue_return: ({ id }) => [{ key, id, version: 1, reason: 'Thiếu số', field: 'phone' }],
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
	// Visits, sheets, lists, callers.
	booking_by_case: byId,
	booking_caller_read: ({ phone }) => [{ phone }],
	booking_list_page: () => [{ hamlet: null, after: null, size: 100 }],
	booking_list_known: 'made',
	booking_list_places: () => [{}],
	booking_list_maker: () => [{}],
	booking_officer: () => [{}],
	booking_sheets: () => [{}],
	booking_sheet: 'made',
	booking_copy_sheets: ({ id }) => [{ cases: [id] }],
	booking_figures: () => [{ from, to }],
	...all(
		'made',
		`booking_confirm booking_propose booking_cancel booking_outcome booking_card_ready
		booking_card_handed booking_readiness booking_day_enter booking_offer_take
		booking_offer_refuse booking_wait`
	),
	booking_teams: () => [{}],
	booking_team_save: nothing,
	booking_team_day_save: nothing,
	booking_open_days: nothing,
	booking_retention: () => [{}],
	booking_retention_run: nothing,
	booking_postpone_preview: 'made',
	booking_postpone: 'made',
	booking_postponements: () => [{}],
	booking_reopen: 'made',
	booking_roads: () => [{}],
	booking_road_close: nothing,
	booking_road_open: nothing,
	booking_gatherings: () => [{}],
	booking_gathering: 'made',
	booking_gatherings_near: nothing,
	booking_gathering_read: byId,
	...all(
		'made',
		`booking_gathering_add booking_gather booking_gathering_ready booking_gathering_cancel
		booking_gathering_close`
	),
	// The roster and the hand-over.
	staff_duty: () => [{ from_day: from, to_day: to }],
	staff_duty_now: () => [{}],
	...all(
		nothing,
		`staff_duty_set staff_duty_copy staff_duty_repeat staff_duty_rules staff_swap_ask
		staff_swap_answer staff_away_save staff_away_end`
	),
	queue_handover: () => [{ change_at: null }],
	...all(
		'made',
		`queue_handover_line queue_handover_sign queue_handover_alone queue_handover_take
		queue_handover_noted`
	),
	queue_handovers: () => [{ before: null }],
	queue_handover_due: () => [{}],
	queue_left_behind: () => [{}],
	queue_give_on: ({ id, officer }) => [{ key, ids: [id], of_officer: officer, officer }],
	// Rewards hold no id of a case.
	fund_rewards: () => [{}],
	...all(
		nothing,
		`fund_allow fund_disallow fund_propose fund_approve fund_withdraw fund_claim fund_settle`
	),
	// People and keys.
	staff_me: () => [{}],
	staff_active: { nothing: 'It answers with the time of the asker alone.' },
	staff_list: () => [{}],
	staff_keys: () => [{}],
	staff_desk: () => [{}],
	...all(
		nothing,
		`staff_desk_list staff_sign_out staff_invite staff_invitation_revoke staff_officer_save
		staff_keys_enrol staff_passkey_add staff_passkey_remove staff_desk_sign`
	),
	// The unit's own data.
	unit_editable: () => [{}],
	...all(
		nothing,
		`unit_save unit_settings_save unit_windows_save unit_day_save unit_day_remove
		unit_hamlet_save unit_clock_save`
	),
	unit_kit_save: nothing
};
