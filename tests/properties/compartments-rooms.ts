/** Doors of the rooms beside queue and tips, and how each is asked about a hidden case; `compartments-doors.ts` says how. */
import { all, byId, from, key, nothing, to, type Line } from './compartments-asking.ts';

export const lines: Record<string, Line> = {
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
	booking_figures: () => [{ from_day: from, to_day: to }],
	...all(
		'made',
		`booking_confirm booking_propose booking_cancel booking_outcome booking_card_ready
		booking_card_handed booking_readiness booking_day_enter booking_offer_take
		booking_offer_refuse booking_wait`
	),
	booking_teams: () => [{ from_day: from, to_day: to }],
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
	// The rounds.
	rounds_plan: () => [{ from_day: from, to_day: from }],
	rounds_figures: () => [{ from_day: from, to_day: to }],
	rounds_durations: () => [{}],
	rounds_durations_take: nothing,
	rounds_abilities: nothing,
	rounds_days: () => [{}],
	rounds_met: nothing,
	...all(
		'made',
		`rounds_accept rounds_pin rounds_require rounds_crew rounds_join rounds_day rounds_leave rounds_arrive
		rounds_errand rounds_outcome rounds_called rounds_card rounds_replan rounds_road`
	),
	// Messages.
	notify_page: () => [{}],
	notify_of_case: byId,
	notify_told_post: nothing,
	notify_settings_save: nothing,
	...all('made', 'notify_again notify_called notify_email'),
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
	fund_bank: () => [{}],
	fund_bank_left: () => [{}],
	fund_bank_matched: () => [{ month: `${from.slice(0, 7)}-01` }],
	...all(
		nothing,
		'fund_statement_import fund_statement_withdraw fund_bank_match fund_bank_unmatch'
	),
	...all(
		nothing,
		`fund_allow fund_disallow fund_propose fund_approve fund_withdraw fund_claim fund_settle`
	),
	// Nor does the ledger.
	...all(
		nothing,
		`fund_book_save fund_cap_save fund_deputy_name fund_deputy_end fund_opening fund_gift fund_transfer
		fund_reverse fund_rewards_post fund_count fund_count_sign fund_month_close fund_month_publish fund_wish
		fund_name_open fund_month fund_entry fund_verify fund_spend_propose fund_spend_approve fund_spend_end
		fund_spend_pay fund_yearly_save fund_voucher_print`
	),
	fund_book: () => [{}],
	fund_yearly: () => [{}],
	fund_payments: () => [{}],
	fund_entries: () => [{ filter: {}, after: null, size: 50 }],
	// Reports count and name nobody; the room's own tests hold what may be told.
	results_desk: () => [{}],
	results_report: 'made',
	...all(
		nothing,
		`results_models_save results_rules_save results_draft results_draft_save results_draft_drop
		results_publish results_correct`
	),
	// Requests for help.
	support_families: () => [{ area: null, after: null, size: 100 }],
	support_enter_write: nothing,
	...all(
		'made',
		`support_consent support_day support_visit support_decide support_give support_give_undo
		support_end support_of_payment`
	),
	// News hold no id of a case.
	news_campaigns_desk: () => [{}],
	news_desk: () => [{ state: null, after: null, size: 100 }],
	...all(
		nothing,
		`news_open news_slug news_send news_send_back news_approve news_discard news_unschedule news_withdraw
		news_save_write news_image_ready news_image_write news_image_alt
		news_campaign_save news_campaign_approve news_campaign_discard`
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
	staff_factors: () => [{}],
	staff_changes: () => [{ officer: null, after: null }],
	...all(nothing, 'staff_factor_require staff_factor_reset staff_reset_make'),
	// The unit's own data.
	unit_editable: () => [{}],
	...all(
		nothing,
		`unit_save unit_settings_save unit_windows_save unit_day_save unit_day_remove
		unit_hamlet_save unit_clock_save`
	),
	unit_kit_save: nothing
};
