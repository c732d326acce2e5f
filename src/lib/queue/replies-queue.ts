/** The verbs of what helps officers to write: replies that lie ready, checklists, mentions, drafts. */
import {
	doors,
	type Aids,
	type Check,
	type DraftForm,
	type Mention,
	type Replies,
	type Reply,
	type ReplyForm
} from '#contracts/queue-replies.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { Aids, Check, DraftForm, Mention, Replies, Reply, ReplyForm };
export type DeskWords = Answered<'queue_desk_words'>;
export type EditedCheck = DeskWords['checks'][number];
export type ReplyRequest = Omit<Asked<'queue_reply_save'>, 'key'>;
export type CheckRequest = Omit<Asked<'queue_check_save'>, 'key'>;
export type MentionCursor = NonNullable<Answered<'queue_mentions'>['next']>;
export type SaveDraft = (args: Asked<'queue_draft_save'>) => Promise<Answered<'queue_draft_save'>>;

export const readReplies = () => call(doors, 'queue_replies', {});
export const readDeskWords = () => call(doors, 'queue_desk_words', {});
export const saveReply = (args: Asked<'queue_reply_save'>) => call(doors, 'queue_reply_save', args);
export const saveCheck = (args: Asked<'queue_check_save'>) => call(doors, 'queue_check_save', args);
/** A tick decides nothing that somebody else could have decided: it asks for no version. */
export const tick = ({ key, id, item, done }: Asked<'queue_tick'>) =>
	call(doors, 'queue_tick', { key, id, item, done });
export const mentionable = async (id: string) =>
	(await call(doors, 'queue_mentionable', { id })).officers;
export const mentions = (after: MentionCursor | null, size: number) =>
	call(doors, 'queue_mentions', { after, size });
export const saveDraft: SaveDraft = (args) => call(doors, 'queue_draft_save', args);
