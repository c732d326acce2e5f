import { Refusal, take } from '../_shared/answer/index.ts';
import { doors } from '../_shared/contracts/news.ts';
import { atomOf, feedOf, jsonOf, type Article } from '../_shared/feeds/index.ts';
import { sha256Hex } from '../_shared/edge/hash.ts';
import type { Call } from '../_shared/edge/index.ts';

const formats = {
	atom: { write: atomOf, type: 'application/atom+xml; charset=utf-8' },
	json: { write: jsonOf, type: 'application/feed+json; charset=utf-8' }
} as const;

/**
 * Where readers find the portal: what its operator says, else what the server in front of us saw. Never the function's own host.
 * @throws Refusal 400 `bad_format`
 */
function originOf(request: Request, told: string | undefined): string {
	if (told) return new URL(told).origin;
	const host = request.headers.get('x-forwarded-host') ?? new URL(request.url).host;
	if (!/^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/i.test(host))
		throw new Refusal(400, 'bad_format');
	const scheme = request.headers.get('x-forwarded-proto') === 'http' ? 'http' : 'https';
	return `${scheme}://${host}`;
}

/**
 * `GET news/atom` and `news/json`, with `don-vi`, `loai`, `dia-ban` as in the address of the page. Open to everybody, and the same for
 * everybody: a reader that has it already is told so without the text.
 * @throws Refusal 404 `not_found`, 422 for a filter that is none
 */
export async function feed(
	request: Request,
	call: Call,
	site: string | undefined
): Promise<Response> {
	const url = new URL(request.url);
	const format = /\/news\/(atom|json)$/.exec(url.pathname)?.[1] as keyof typeof formats | undefined;
	if (!format) throw new Refusal(404, 'not_found');
	const said = (name: string) => url.searchParams.get(name) || null;
	const asked = take(doors.news_feed.args, {
		unit: said('don-vi'),
		category: said('loai'),
		area: said('dia-ban')
	});
	const { rows } = await call<{ rows: Article[] }>('news_feed', asked);
	const filter = new URLSearchParams({
		...(asked.unit && { 'don-vi': asked.unit }),
		...(asked.category && { loai: asked.category }),
		...(asked.area && { 'dia-ban': asked.area })
	});
	const self = `/functions/v1/news/${format}${filter.size ? `?${filter}` : ''}`;
	const { write, type } = formats[format];
	const body = write(feedOf({ ...asked, origin: originOf(request, site), self }, rows));
	const tag = `"${(await sha256Hex(new TextEncoder().encode(body))).slice(0, 24)}"`;
	const headers = {
		'content-type': type,
		// What was taken back is gone within a minute.
		'cache-control': 'public, max-age=60',
		etag: tag,
		vary: 'x-forwarded-host',
		'x-content-type-options': 'nosniff'
	};
	const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
	if (known.some((one) => one.replace(/^W\//, '') === tag))
		return new Response(null, { status: 304, headers });
	return new Response(request.method === 'HEAD' ? null : body, { headers });
}
