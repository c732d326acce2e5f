/**
 * What the portal offers to other programs, as an OpenAPI 3.1 document. Requests, answers and refusals are read off the contracts,
 * so it cannot say another thing than the doors do; `docs/api.md` says in words how they are used together.
 */
import type { Door } from '../contracts/door.ts';
import { answer as lookupAnswer, request as lookupRequest } from '../contracts/lookup.ts';
import { examples } from './examples.ts';
import { feeds, lookupPath, withoutTips } from './others.ts';
import { published } from './published.ts';
import { edgeRefusal, refusals, rpcRefusal } from './refusals.ts';
import { schemaOf } from './schema.ts';

export { published } from './published.ts';
export { examples } from './examples.ts';

type Named = [name: string, door: Door];
const upper = (name: string) =>
	name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object, more: object = {}) => ({
	'application/json': { schema, ...more }
});
const answered = (schema: object) => ({
	description: 'As the contract says.',
	headers: { 'Cache-Control': { schema: { type: 'string', const: 'no-store' } } },
	content: json(schema)
});

/** One address a door: its name is the address. */
function rpcPath([name]: Named): [string, object] {
	const { tag, summary, codes } = published[name]!;
	const post = {
		operationId: name,
		tags: [tag],
		summary,
		requestBody: {
			required: true,
			content: json(ref(`${upper(name)}Request`), { example: examples[name] })
		},
		responses: { 200: answered(ref(`${upper(name)}Answer`)), ...refusals('rpc', codes) }
	};
	return [`/rest/v1/rpc/${name}`, { post }];
}

/** One address for all actions of a function; the body says which is meant. */
function edgePath(path: string, doors: readonly Named[]): [string, object] {
	const names = doors.map(([name]) => name);
	const codes: Record<number, string[]> = {};
	for (const name of names)
		for (const [status, more] of Object.entries(published[name]!.codes))
			codes[Number(status)] = [...new Set([...(codes[Number(status)] ?? []), ...more])];
	const mapping = Object.fromEntries(
		names.map((name) => [name, `#/components/schemas/${upper(name)}Request`])
	);
	const actions = names
		.map((name) => {
			const own = Object.entries(published[name]!.codes)
				.map(([status, list]) => `${status} ${list.map((code) => `\`${code}\``).join(', ')}`)
				.join('; ');
			return `- \`${name}\`: ${published[name]!.summary}. Answers \`${upper(name)}Answer\`.${own && ` Refuses ${own}.`}`;
		})
		.join('\n');
	const post = {
		operationId: path,
		tags: [published[names[0]!]!.tag],
		summary: 'Everything that is done with a booking; `action` says what',
		description: actions,
		requestBody: {
			required: true,
			content: json(
				{
					oneOf: names.map((name) => ref(`${upper(name)}Request`)),
					discriminator: { propertyName: 'action', mapping }
				},
				{
					examples: Object.fromEntries(
						names.map((name) => [
							name,
							{ summary: published[name]!.summary, value: { action: name, ...examples[name] } }
						])
					)
				}
			)
		},
		responses: {
			200: answered({ anyOf: names.map((name) => ref(`${upper(name)}Answer`)) }),
			...refusals('edge', codes)
		}
	};
	return [`/functions/v1/${path}`, { post }];
}

/** A door's arguments; of an edge door with the action before them. */
function requestOf([name, door]: Named): object {
	const shape = schemaOf(door.args, 'input') as {
		properties?: object;
		required?: string[];
	};
	if (door.kind === 'rpc') return shape;
	return {
		...shape,
		properties: { action: { type: 'string', const: name }, ...shape.properties },
		required: ['action', ...(shape.required ?? [])]
	};
}

const introduction = `For a program that books on behalf of residents, shows the news, or reads the public figures of a portal for commune and ward police.

Read docs/api.md first: how a booking goes, how its code is made, and what must never be stored. Every command carries a \`key\`, a UUID made once for one intention: the same key again, after a lost answer too, gets the same answer. Refusals are codes. The one failure of the server that is part of the rules is 503 \`busy\`: nothing was written, send the same again after \`Retry-After\`.`;

/** The document. `version` is the portal's own. */
export function openapi(version: string): Record<string, unknown> {
	const doors: Named[] = Object.entries(published).map(([name, { door }]) => [name, door]);
	const edges = Map.groupBy(
		doors.filter(([, { kind }]) => kind === 'edge'),
		([, { path }]) => path!
	);
	return {
		openapi: '3.1.0',
		info: {
			title: 'Gần Dân',
			version,
			summary: 'Doors of a police portal that other programs may use',
			description: introduction,
			license: { name: 'MPL-2.0', identifier: 'MPL-2.0' }
		},
		servers: [{ url: '/', description: 'The portal that this document was read from' }],
		security: [{ apikey: [] }],
		tags: [
			{ name: 'Places', description: 'Who serves which place.' },
			{ name: 'Booking', description: 'A visit at home, from the first question to its end.' },
			{ name: 'News', description: 'What is published.' },
			{ name: 'Figures', description: 'What everybody may count.' }
		],
		paths: Object.fromEntries([
			...doors.filter(([, { kind }]) => kind === 'rpc').map(rpcPath),
			...Array.from(edges, ([path, list]) => edgePath(path, list)),
			lookupPath,
			...feeds
		]),
		components: {
			securitySchemes: {
				apikey: {
					type: 'apiKey',
					in: 'header',
					name: 'apikey',
					description:
						'The publishable key of the portal, which is no secret: `publishableKey` of `/_config.json`. It says which portal is meant, not who asks.'
				}
			},
			schemas: {
				...Object.fromEntries(
					doors.flatMap((one) => [
						[`${upper(one[0])}Request`, requestOf(one)],
						[`${upper(one[0])}Answer`, schemaOf(one[1].answer, 'output')]
					])
				),
				LookupRequest: withoutTips(schemaOf(lookupRequest, 'input')),
				LookupAnswer: withoutTips(schemaOf(lookupAnswer, 'output')),
				EdgeRefusal: edgeRefusal,
				RpcRefusal: rpcRefusal
			}
		}
	};
}
