/** Reads in words, for officers who ask who read what. */
import { needsWords, reason, type Reason } from '#contracts/queue-audit.ts';
import { m } from '#lib/paraglide/messages';
import type { Read } from './audit-queue.ts';
import { said, type Words } from './kind-words.ts';

const reasons: Words<Reason> = {
	at_the_desk: m.queue_reason_at_the_desk,
	stands_in: m.queue_reason_stands_in,
	was_asked: m.queue_reason_was_asked,
	same_person: m.queue_reason_same_person,
	complaint: m.queue_reason_complaint,
	supervision: m.queue_reason_supervision,
	other: m.queue_reason_other
};
export const reasonOptions = () =>
	reason.options.map((value) => ({ value, label: reasons[value]() }));
/** Whether a reason says too little without words of its own. */
export const wantsWords = (value: string): boolean => needsWords.includes(value as Reason);

const grounds: Words<string> = {
	...reasons,
	assigned: m.queue_ground_assigned,
	free: m.queue_ground_free,
	field: m.queue_ground_field,
	duty: m.queue_ground_duty,
	caller: m.queue_ground_caller,
	again: m.queue_ground_again,
	data_request: m.queue_ground_data_request
};
/** Why it was opened: the work it belonged to, or the reason that was given with its words. */
export const groundWords = ({ ground, words }: Read): string =>
	ground === null ? '' : said(grounds, ground) + (words ? `: ${words}` : '');

const codes: Words<string> = {
	opened: m.queue_read_opened,
	opened_with: m.queue_read_opened_with,
	compared: m.queue_read_compared,
	tip_opened: m.queue_read_tip_opened,
	caller: m.queue_read_caller,
	sheet: m.queue_read_sheet,
	listed: m.queue_read_listed,
	searched: m.queue_read_searched,
	run_sheet: m.queue_read_run_sheet,
	copy_sheet: m.queue_read_copy_sheet,
	data_sheet: m.queue_read_data_sheet,
	saw_data_sheet: m.queue_read_saw_data_sheet,
	lookup_slip: m.queue_read_lookup_slip,
	gathering: m.queue_read_gathering,
	gathering_slips: m.queue_read_gathering_slips,
	roster: m.queue_read_roster,
	hand_over: m.queue_read_hand_over,
	figures: m.queue_read_figures,
	export_cases: m.queue_read_export_cases,
	export_figures: m.queue_read_export_figures,
	case_reads: m.queue_read_case_reads,
	officer_reads: m.queue_read_officer_reads,
	asked_readers: m.queue_read_asked_readers,
	asked_officer: m.queue_read_asked_officer,
	opened_name: m.queue_read_opened_name,
	voucher: m.queue_read_voucher,
	tip_package: m.queue_read_tip_package,
	tip_slip: m.queue_read_tip_slip,
	tip_code: m.queue_read_tip_code,
	tip_certificate: m.queue_read_tip_certificate
};
/** What was done, with the number of the paper that was made. */
export const readWords = ({ code, number }: Read): string =>
	said(codes, code) + (number ? ` (${m.ui_paper_number({ number }).toLocaleLowerCase()})` : '');
