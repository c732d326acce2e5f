/** What may be asked of Storage: by a browser the pictures of the news, by the edge functions what they keep there. */

/**
 * A request whose body has arrived. Storage refuses some before it has read them, and a connection that ends in the middle
 * of a body takes the request after it along.
 */
export async function whole(request: Request): Promise<Request> {
	const { url, method, headers } = request;
	if (method === 'GET' || method === 'HEAD') return request;
	return new Request(url, { method, headers, body: await request.arrayBuffer() });
}

/** What a browser may ask of Storage: a picture of the news, by the hash of its bytes. Everything else is not there. */
export function pictureOnly({ method, url }: Request): Request | Response {
	const { pathname } = new URL(url);
	if (!/^\/storage\/v1\/object\/public\/news\/[0-9a-f]{64}\.(?:webp|jpeg)$/.test(pathname))
		return refusedByStorage(404, 'not_found');
	if (method !== 'GET' && method !== 'HEAD') return refusedByStorage(405, 'method');
	return new Request(url, { method });
}

/** In the shape of Storage. */
const refusedByStorage = (status: number, code: string) =>
	Response.json({ statusCode: String(status), error: code, message: code }, { status });
