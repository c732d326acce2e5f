/** How doors say no: a status, a code, and nothing of what was sent. */
import type { Door } from '../contracts/door.ts';

const code = { type: 'string', pattern: '^[a-z][a-z0-9_]*$' };
const field = { type: 'string', description: 'Where in the request, as `people.0.name`.' };

/** Of an edge function. */
export const edgeRefusal = {
	type: 'object',
	properties: {
		code,
		field,
		fields: {
			type: 'array',
			description: 'Every field that is wrong, with its own code; at most fifty.',
			maxItems: 50,
			items: {
				type: 'object',
				properties: { field, code },
				required: ['field', 'code'],
				additionalProperties: false
			}
		},
		left: {
			description: 'With `window_taken`: what can be offered instead, as `BookingOffersAnswer`.'
		},
		unit: { type: 'string', description: 'With `area_not_served`: the unit that serves the place.' }
	},
	required: ['code'],
	additionalProperties: false
};

/** Of a door of the database: the code is the message, the field stands in the details. */
export const rpcRefusal = {
	type: 'object',
	properties: {
		code: { type: 'string', pattern: '^[A-Za-z0-9_]{3,16}$' },
		message: code,
		details: { type: ['string', 'null'] },
		hint: { type: ['string', 'null'] }
	},
	required: ['code', 'message']
};

const always: Readonly<Record<number, readonly string[]>> = {
	400: ['not_json'],
	413: ['too_large'],
	415: ['not_json']
};
const ofKind: Readonly<Record<Door['kind'], Readonly<Record<number, readonly string[]>>>> = {
	edge: { ...always, 404: ['unknown_action'], 405: ['method'], 422: ['invalid'], 503: ['busy'] },
	rpc: {
		...always,
		401: ['sign_in'],
		405: ['method'],
		422: ['required', 'bad_format', 'out_of_range', 'too_long', 'too_many', 'unknown_field'],
		503: ['busy']
	}
};

/** Answers of a door that say no, by status. */
export function refusals(
	kind: Door['kind'],
	own: Readonly<Record<number, readonly string[]>>
): Record<string, object> {
	const general = ofKind[kind];
	const statuses = [...new Set([...Object.keys(general), ...Object.keys(own)])].map(Number);
	const schema = { $ref: `#/components/schemas/${kind === 'edge' ? 'EdgeRefusal' : 'RpcRefusal'}` };
	return Object.fromEntries(
		statuses
			.sort((a, b) => a - b)
			.map((status) => {
				const codes = [...(general[status] ?? []), ...(own[status] ?? [])];
				const retry = { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds.' } };
				return [
					String(status),
					{
						description: codes.map((one) => `\`${one}\``).join(', '),
						...(status === 503 && { headers: retry }),
						content: { 'application/json': { schema } }
					}
				];
			})
	);
}
