/** The room `notify`: what is told to the people of a visit, by which way, and what did not arrive. */
import * as z from 'zod/mini';
import type { Door } from './door.ts';
import { day, emailAddress, instant, key, minutes, uuid } from './basics.ts';

/** Why somebody is told something; `_shared/messages` has the words of each. */
export const purpose = z.enum([
	'confirmed',
	'changed',
	'postponed',
	'cancelled',
	'evening',
	'on_the_way',
	'card_ready'
]);
export type Purpose = z.infer<typeof purpose>;

/** `call`: no message reaches them, an officer tells them. */
export const channel = z.enum(['sms', 'zns', 'email', 'push', 'call']);
export type Channel = z.infer<typeof channel>;

/** `unsure`: it may have gone out, and nobody can be asked; it is never sent again by itself. */
export const messageState = z.enum(['pending', 'claimed', 'sent', 'dead', 'unsure', 'cancelled']);
export type MessageState = z.infer<typeof messageState>;

/** All that a message says beside its words: a window, or nothing. */
export const data = z.union([
	z.strictObject({ day, from: minutes, to: minutes }),
	z.strictObject({})
]);
export type Data = z.infer<typeof data>;

const code = z.string().check(z.regex(/^[a-z0-9_]{1,40}$/));

export const message = z.object({
	id: uuid,
	purpose,
	channel,
	data,
	/** Last two digits of the number it went to, for a month. */
	tail: z.nullable(z.string()),
	state: messageState,
	error: z.nullable(code),
	tries: z.int(),
	made_at: instant,
	ended_at: z.nullable(instant),
	expires_at: instant,
	case: z.nullable(z.object({ id: uuid, reference: z.string() })),
	/** Whether it may still be said: nothing has overtaken it. */
	still_true: z.boolean()
});
export type Message = z.infer<typeof message>;

export const settings = z.object({
	sms: z.boolean(),
	zns: z.boolean(),
	email: z.boolean(),
	/** Under which an SMS comes; 3 to 11 letters and digits as the provider registered them. */
	sender: z.nullable(z.string())
});
export type Settings = z.infer<typeof settings>;

/** What the page shows; what is not of the officer's role is null. */
export const page = z.object({
	calls: z.nullable(z.array(message)),
	days: z.nullable(
		z.array(z.object({ day, purpose, channel, state: messageState, count: z.int() }))
	),
	failed: z.nullable(z.array(message)),
	settings: z.nullable(settings),
	providers: z.nullable(z.array(z.object({ channel, seen_at: instant })))
});
export type Page = z.infer<typeof page>;

const few = z.nullable(z.int());
/** `gone`: the browser is no more; `late`: the post was taken back, or its two days were over; `unsure`: no answer came. */
export const toldPost = z.object({
	at: instant,
	meant: few,
	sent: few,
	gone: few,
	failed: few,
	unsure: few,
	late: few,
	waiting: few
});
export type ToldPost = z.infer<typeof toldPost>;

export const doors = {
	/** Desk: the calls to make; lead: all; auditor: the counts. */
	notify_page: { kind: 'rpc', who: 'officer', args: z.strictObject({}), answer: page },
	/** Desk and field: what was told about a visit, and whether the family gave an e-mail address. */
	notify_of_case: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ id: uuid }),
		answer: z.object({ email: z.boolean(), messages: z.array(message) })
	},
	/**
	 * Editors and leads: how many followers were told of a post, never who; null before anybody was. A number under five is null, and where
	 * one alone would be, the smallest of the others too.
	 */
	notify_told_post: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ post: uuid }),
		answer: z.nullable(toldPost)
	},
	/** Lead. `required` (422, sender): an SMS has no name to come from. */
	notify_settings_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			sms: z.boolean(),
			zns: z.boolean(),
			email: z.boolean(),
			sender: z.nullable(
				z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9 ._-]{1,9}[A-Za-z0-9]$/, 'bad_format'))
			)
		}),
		answer: settings
	},
	/** Lead. `overtaken` (409): it has stopped being true; `not_reachable` (409): no address, or the way is closed. */
	notify_again: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, message: uuid, how: z.enum(['send', 'call']) }),
		answer: z.object({ id: uuid, how: z.enum(['send', 'call']) })
	},
	/** Desk: somebody was told by phone. */
	notify_called: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, message: uuid }),
		answer: z.object({ id: uuid })
	},
	/** Desk: an address that the family gave, or null to take it away. */
	notify_email: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			id: uuid,
			address: z.nullable(emailAddress)
		}),
		answer: z.object({ id: uuid })
	}
} as const satisfies Record<string, Door>;
