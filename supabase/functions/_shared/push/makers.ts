/**
 * Who carries a notification to a browser: the services of the browsers' makers and nobody else. The address of a
 * subscription comes from a stranger and is called by our server, so without this list anybody could have it call
 * whatever stands in its own network.
 */

/** Chrome and most others on Android; Firefox; Safari; Edge on Windows. `*.` stands for any host below, never for the name itself. */
export const DEFAULT_SERVICES: readonly string[] = [
	'fcm.googleapis.com',
	'updates.push.services.mozilla.com',
	'*.push.apple.com',
	'*.notify.windows.com'
];

/** Addresses of Windows are the longest, at about 700 characters. */
export const ENDPOINT_MOST = 1000;

const service = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/**
 * The list of the environment, names apart by commas; the default one where nothing is set.
 * @throws Error at the start where a name is none, as an address or a bare `*`
 */
export function servicesOf(listed: string | undefined): readonly string[] {
	const names = (listed ?? '').split(',').map((name) => name.trim().toLowerCase());
	const named = names.filter(Boolean);
	if (named.length === 0) return DEFAULT_SERVICES;
	const wrong = named.find((name) => !service.test(name));
	if (wrong !== undefined) throw new Error('PUSH_SERVICES names hosts, as *.push.apple.com');
	return named;
}

/** Whether an address is one of a known service: https, its own port, nobody's name in it, written as a browser writes it. */
export function isEndpoint(endpoint: string, services: readonly string[]): boolean {
	if (endpoint.length > ENDPOINT_MOST) return false;
	const url = URL.parse(endpoint);
	if (!url || url.href !== endpoint || url.protocol !== 'https:') return false;
	if (url.port || url.username || url.password || url.hash || url.pathname === '/') return false;
	return services.some((name) =>
		name.startsWith('*.') ? url.hostname.endsWith(name.slice(1)) : url.hostname === name
	);
}
