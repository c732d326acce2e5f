/** The verbs of editors and leads, and the shapes their pages are made of. */
import { doors, type PostState, type Row, type Text, type Whole } from '#contracts/news-desk.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { PostState, Row, Text, Whole };
export type Desk = Answered<'news_desk'>;
export type Cursor = Asked<'news_desk'>['after'];
export type Save = Asked<'news_save'>;
export type Saved = Answered<'news_save'>;
export type Stands = Answered<'news_send'>;
export type Picture = Answered<'news_image'>;
export type ImageFiles = Pick<Asked<'news_image'>, 'files' | 'share'>;

/** A picture of a megabyte goes over a slow line in this time. */
const PICTURE_TIME = 180_000;

export const readDesk = (state: PostState | null, after: Cursor, size: number) =>
	call(doors, 'news_desk', { state, after, size });
export const openPost = (id: string) => call(doors, 'news_open', { id });
export const savePost = (args: Save) => call(doors, 'news_save', args);
export const freeSlug = (id: string, slug: string) => call(doors, 'news_slug', { id, slug });
export const sendPost = (args: Asked<'news_send'>) => call(doors, 'news_send', args);
export const sendBack = (args: Asked<'news_send_back'>) => call(doors, 'news_send_back', args);
export const approvePost = (args: Asked<'news_approve'>) => call(doors, 'news_approve', args);
export const discardText = (args: Asked<'news_discard'>) => call(doors, 'news_discard', args);
export const unschedule = (args: Asked<'news_unschedule'>) => call(doors, 'news_unschedule', args);
export const withdraw = (args: Asked<'news_withdraw'>) => call(doors, 'news_withdraw', args);
export const mendAlt = (args: Asked<'news_image_alt'>) => call(doors, 'news_image_alt', args);
export const addImage = (args: Asked<'news_image'>) =>
	call(doors, 'news_image', args, { timeout: PICTURE_TIME });
