/** What a lead may choose from for replies and checklists. */
import { caseState } from '#contracts/basics.ts';
import { replyForm } from '#contracts/queue-replies.ts';
import { m } from '#lib/paraglide/messages';
import type { Row } from './queue.ts';
import type { DeskWords, Reply, ReplyForm } from './replies-queue.ts';
import { kindWords, stateWords, stepWords } from './words.ts';

const forms: Record<ReplyForm, () => string> = {
	ask: m.queue_action_ask,
	return: m.queue_action_return,
	note: m.queue_action_note,
	cancel: m.queue_action_cancel,
	answer: m.queue_reply_form_answer
};
export const formWords = (form: ReplyForm): string => forms[form]();

const languages: Record<Reply['language'], () => string> = {
	vi: m.queue_reply_vi,
	en: m.queue_reply_en
};
export const languageWords = (language: Reply['language']): string => languages[language]();
export const languageOptions = () =>
	(['vi', 'en'] as const).map((value) => ({ value, label: languageWords(value) }));

/** Kinds of case that the desk writes to. */
const written: readonly Row['kind'][] = [
	'home_visit',
	'call_back',
	'tip',
	'support',
	'data_request'
];
export const kindOptions = () => written.map((value) => ({ value, label: kindWords(value) }));

/** A tip is answered, and everything else is asked, returned, noted or cancelled. */
export const formsOf = (kind: string) =>
	replyForm.options.filter((form) => (form === 'answer') === (kind === 'tip'));
export const formOptions = (kind: string) =>
	formsOf(kind).map((value) => ({ value, label: formWords(value) }));

/** States in which an officer can do something about a case of this kind. */
export const statesOf = (kind: string, { steps }: DeskWords): Row['state'][] =>
	caseState.options.filter((state) =>
		steps.some((step) => step.kind === kind && step.state === state && step.action !== 'undo')
	);
export const stateOptions = (kind: string, words: DeskWords) =>
	statesOf(kind, words).map((value) => ({ value, label: stateWords(value) }));

/** Steps that a checklist may hold back: what ends or moves a case, not what is only said about it. */
const never = ['undo', 'keep', 'note', 'assign', 'call'];
export const stepOptions = (kind: string, state: string, { steps }: DeskWords) =>
	[
		...new Set(
			steps.filter((step) => step.kind === kind && step.state === state).map((step) => step.action)
		)
	]
		.filter((action) => !never.includes(action))
		.map((value) => ({ value, label: stepWords(value) }))
		.sort((a, b) => a.label.localeCompare(b.label, 'vi'));

export const placeholdersOf = (kind: string, { placeholders }: DeskWords): string[] =>
	placeholders.filter(({ kinds }) => kinds.some((one) => one === kind)).map(({ name }) => name);
