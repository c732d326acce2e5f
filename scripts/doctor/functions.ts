/** Each edge function answers, by a call that changes nothing. */
import { encodeRequest } from '../../supabase/functions/_shared/frames/index.ts';
import { fault, type Found } from './finding.ts';
import { json, type Answer, type Patient } from './patient.ts';

type Said = { code?: string | number; challenge?: unknown; server_key?: unknown; title?: unknown };
type Call = {
	/** After `/functions/v1/`. */
	path?: string;
	method?: 'GET';
	body?: string | Uint8Array<ArrayBuffer>;
	type?: string;
	/** Whether it is our function that answers, and as it should. */
	well: (answer: Answer, said: Said) => boolean;
};

const challenge = (action: string): Call => ({
	body: JSON.stringify({ action }),
	well: ({ status }, said) => status === 200 && 'challenge' in said
});
/** An action that nobody has: that it says so says that it runs. */
const unknown = (action: string): Call => ({
	body: JSON.stringify({ action }),
	well: ({ status }, { code }) => status === 404 && code === 'unknown_action'
});
/** Only the timer's secret opens it: that it asks for it says that it runs and has one. */
const timed: Call = {
	body: '{}',
	well: ({ status }, { code }) => status === 401 && code === 'sign_in'
};
/** Sixty-four zeros: no code leads there. */
const nobody = encodeRequest({ op: 'open', lookup: '0'.repeat(64), before: null });

export const calls: Readonly<Record<string, Call>> = {
	booking: challenge('booking_challenge'),
	follow: challenge('follow_challenge'),
	support: challenge('support_challenge'),
	jobs: timed,
	notify: timed,
	lookup: {
		body: nobody,
		type: 'application/octet-stream',
		well: ({ status, body }) => status === 200 && body.length > 0
	},
	staff: unknown('staff_nothing'),
	tips: unknown('tips_nothing'),
	news: {
		path: 'news/json',
		method: 'GET',
		well: ({ status }, { title }) => status === 200 && typeof title === 'string'
	}
};

export const callFunction = (
	{ ask, config }: Patient,
	name: string,
	headers: Record<string, string> = {}
): Promise<Answer> => {
	const { path = name, method = 'POST', body, type = 'application/json' } = calls[name]!;
	return ask(`/functions/v1/${path}`, {
		method,
		body,
		headers: {
			...(config && { apikey: config.publishableKey }),
			...(body !== undefined && { 'content-type': type }),
			...headers
		}
	});
};

/** The likely reason, by how the platform words it. */
function reason(name: string, { status }: Answer, { code }: Said): [what: string, todo: string] {
	if (status === 404 && code !== 'unknown_action')
		return [
			'is not there',
			`supabase functions deploy ${name}, and let the host pass /functions/v1 on.`
		];
	if (status === 401)
		return [
			'asks readers for a token, and they have none',
			`Deploy it with supabase/config.toml of this project: verify_jwt = false for ${name}.`
		];
	if (status === 413)
		return [
			'is not given what is sent',
			'Raise the limit of the proxy to 10 MB (docs/deploy/host.md).'
		];
	if (status >= 500)
		return [
			`fails (${status})`,
			'One of its secrets is missing or wrong: npm run doctor with --secrets names it, and so does the log of the function.'
		];
	return [`answers otherwise than ours does (${status})`, 'Look who answers at this address.'];
}

export async function functions(patient: Patient): Promise<Found[]> {
	const found: Found[] = [];
	for (const [name, { well }] of Object.entries(calls)) {
		const answer = await callFunction(patient, name);
		const said = Object(json(answer.text)) as Said;
		if (well(answer, said)) continue;
		const [what, todo] = reason(name, answer, said);
		found.push(fault(`The edge function ${name} ${what}.`, todo));
	}
	return found;
}
