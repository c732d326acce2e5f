/** What is no door with a contract: the lookup, which talks in frames, and the feeds, which are read by programs that know an address alone. */
import { category } from '../contracts/news.ts';
import { ANSWER_BYTES, REQUEST_BYTES } from '../frames/index.ts';

const bytes = (length: number) => ({
	'application/octet-stream': {
		schema: { type: 'string', contentEncoding: 'binary', minLength: length, maxLength: length }
	}
});

export const lookupPath: [string, object] = [
	'/functions/v1/lookup',
	{
		post: {
			operationId: 'lookup',
			tags: ['Booking'],
			summary:
				'Opens a case by its secret, and says what the resident wants: cancel, answer, take a window',
			description: [
				`The request is one frame of ${REQUEST_BYTES} bytes: the length of its JSON as a 32 bit number, big endian; the JSON, a \`LookupRequest\`; random bytes up to the end.`,
				`The answer is always 200 and always ${ANSWER_BYTES} bytes, whether the secret is known or not, and comes on the next quarter of a second: nonce 24 | mark 16 | XChaCha20-Poly1305(length | JSON | random bytes). The keys are HKDF-SHA256(lookup, info = "gan-dan/frame/v1", 64 bytes): the first 32 open the cipher, the last 32 make the mark, HMAC-SHA256(nonce) cut to 16 bytes. A mark that does not fit means that nobody knows the secret. The JSON is a \`LookupAnswer\`; its refusals stand in it.`
			].join('\n\n'),
			requestBody: { required: true, content: bytes(REQUEST_BYTES) },
			responses: {
				200: { description: 'One frame, and no other status.', content: bytes(ANSWER_BYTES) }
			}
		}
	}
];

type Union = {
	oneOf?: Union[];
	anyOf?: Union[];
	properties?: Record<string, Union & { const?: unknown }>;
};
/** Only a sender's own browser opens a tip or a reward: a program that books on behalf has no business there. */
const ours: Readonly<Record<string, readonly unknown[]>> = {
	op: ['open', 'say'],
	act: 'cancel answer take refuse wait call_me ask_data withdraw_data mend readiness'.split(' ')
};

/** A schema of the lookup, without what belongs to tips. */
export function withoutTips<Schema extends object>(schema: Schema): Schema {
	const isOurs = ({ properties = {} }: Union) =>
		Object.entries(ours).every(
			([name, kept]) => !properties[name] || kept.includes(properties[name].const)
		) && !['tip', 'desk', 'challenge', 'reward'].some((name) => name in properties);
	const cut = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(cut);
		if (typeof value !== 'object' || value === null) return value;
		const whole = Object.entries(value).map(([name, one]) => {
			const isUnion = (name === 'oneOf' || name === 'anyOf') && Array.isArray(one);
			return [name, cut(isUnion ? (one as Union[]).filter(isOurs) : one)];
		});
		return Object.fromEntries(whole);
	};
	return cut(schema) as Schema;
}

const filters = [
	{
		name: 'don-vi',
		in: 'query',
		description: 'Posts of this unit.',
		schema: { type: 'string', pattern: '^\\d{5}$' },
		example: '21439'
	},
	{
		name: 'loai',
		in: 'query',
		description: 'Posts of this kind.',
		schema: { type: 'string', enum: [...category.options] },
		example: 'warnings'
	},
	{
		name: 'dia-ban',
		in: 'query',
		description: 'Posts for this area, and those of its whole unit.',
		schema: { type: 'string', pattern: '^\\d{5}$' }
	}
];

const feed = (format: 'atom' | 'json', type: string): [string, object] => [
	`/functions/v1/news/${format}`,
	{
		get: {
			operationId: `news_${format}`,
			tags: ['News'],
			summary: `The twenty newest posts as ${format === 'atom' ? 'Atom' : 'JSON Feed'}`,
			security: [],
			parameters: filters,
			responses: {
				200: {
					description: 'A feed.',
					headers: { ETag: { schema: { type: 'string' } } },
					content: {
						[type]: { schema: format === 'atom' ? { type: 'string' } : { type: 'object' } }
					}
				},
				304: { description: 'With `If-None-Match`: it is as it was.' },
				422: {
					description: '`invalid`: the filter is none.',
					content: { 'application/json': { schema: { $ref: '#/components/schemas/EdgeRefusal' } } }
				}
			}
		}
	}
];

export const feeds = [feed('atom', 'application/atom+xml'), feed('json', 'application/feed+json')];
