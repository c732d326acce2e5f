/** The verbs of the room: what went out, what did not, and by which ways the unit tells. */
import {
	doors,
	type Channel,
	type Message,
	type MessageState,
	type Page,
	type Settings,
	type ToldPost
} from '#contracts/notify.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;

export type { Channel, Message, MessageState, Page, Settings, ToldPost };
export type Days = NonNullable<Page['days']>;
export type Providers = NonNullable<Page['providers']>;

/** What of it the officer may see; the rest is null. */
export const readMessages = () => call(doors, 'notify_page', {});
export const readOfCase = (id: string) => call(doors, 'notify_of_case', { id });
/** How many followers were told of a post; null before anybody was. */
export const readToldPost = (post: string) => call(doors, 'notify_told_post', { post });
/** An address that the family gave, or null to take it away. */
export const saveEmail = (args: Asked<'notify_email'>) => call(doors, 'notify_email', args);
export const saveWays = (args: Asked<'notify_settings_save'>) =>
	call(doors, 'notify_settings_save', args);
/** Sends what did not arrive once more, or gives it to the desk to call. */
export const again = (args: Asked<'notify_again'>) => call(doors, 'notify_again', args);
/** Somebody was told by phone. */
export const called = (args: Asked<'notify_called'>) => call(doors, 'notify_called', args);
