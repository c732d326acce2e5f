/** What the picture on a leaflet leads to. An onion has no certificate, and needs none. */
export const linkTo = (host: string): string =>
	`${host.split(':')[0]!.endsWith('.onion') ? 'http' : 'https'}://${host}`;
