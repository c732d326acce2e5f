/** For nginx: one file for `http`, one for `server`. No address of anybody is logged or passed on. */
import { caching, hostFiles, immutable, sealedWords } from '../headers.ts';
import { dropped, headers, pageAddresses, passedOn, told } from './rules.ts';

const quoted = (value: string) => `"${value.replaceAll('"', '\\"')}"`;
/** Of an address as it was asked for: what nginx looks up instead has another name. */
const ends = '(/|[?]|$)';
const variable = (header: string) => `$http_${header.replaceAll('-', '_')}`;

/** Inside `http`: what an address is. */
export function nginxMaps(): string {
	const pages = (['vi', 'en'] as const).map(
		(locale) => `\t"~^(${pageAddresses(locale).join('|')})${ends}" 200;`
	);
	return `map $upstream_http_cache_control $gan_dan_passed {
	"" no-store;
	default "";
}
# A file that is not there yet must not be missing for ever.
map $status $gan_dan_immutable {
	default ${caching.page};
	"~^[23]" ${quoted(caching.immutable)};
}
map $request_uri $gan_dan_cache {
	default ${caching.page};
	"~^(${passedOn.join('|')})" $gan_dan_passed;
	"~^/_config[.]json" ${caching.sealed};
	"~^${immutable}" $gan_dan_immutable;
	"~^/(en/)?(${sealedWords.join('|')})${ends}" ${caching.sealed};
}
map $request_uri $gan_dan_page {
	default 404;
${pages.join('\n')}
}
map $request_uri $gan_dan_shell {
	default /200.html;
	"~^/en${ends}" /en/200.html;
}
map $http_upgrade $gan_dan_connection {
	default "";
	websocket upgrade;
}
`;
}

function pass(path: string, supabase: string): string {
	const isLive = path.startsWith('/realtime/');
	const socket = ['key', 'version', 'protocol', 'extensions'].map(
		(what) => `sec-websocket-${what}`
	);
	const lines = [
		`proxy_pass ${supabase};`,
		'proxy_http_version 1.1;',
		'proxy_pass_request_headers off;',
		// What somebody sends or is sent is never laid on the disk.
		'proxy_request_buffering off;',
		'proxy_max_temp_file_size 0;',
		...[...told, ...(isLive ? ['upgrade', ...socket] : [])].map(
			(name) => `proxy_set_header ${name} ${variable(name)};`
		),
		...(isLive
			? ['proxy_set_header connection $gan_dan_connection;', 'proxy_read_timeout 1h;']
			: []),
		...[...dropped, ...headers.map(([name]) => name)].map((name) => `proxy_hide_header ${name};`)
	];
	if (supabase.startsWith('https:'))
		lines.push(
			'proxy_ssl_server_name on;',
			'proxy_ssl_verify on;',
			'proxy_ssl_verify_depth 3;',
			'proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;'
		);
	return [`location ^~ ${path} {`, ...lines.map((line) => `\t${line}`), '}'].join('\n');
}

/** Inside `server`. A `location` that says `add_header` would drop all of these, so none does. */
export function nginxServer(supabase: string, root = '/srv/gan-dan/site'): string {
	return `root ${root};
access_log off;
# An error would be logged with the address of whoever met it.
error_log /dev/null crit;
server_tokens off;
client_max_body_size 10m;
gzip_static on;
gzip_vary on;
absolute_redirect off;
charset utf-8;
charset_types text/plain text/css text/xml application/javascript application/json application/manifest+json image/svg+xml;
${headers.map(([name, value]) => `add_header ${name} ${quoted(value)} always;`).join('\n')}
add_header Cache-Control $gan_dan_cache always;
location / {
	try_files $uri $uri.html $uri/index.html @gan_dan_page;
}
location ~ "[.]webmanifest$" {
	types {}
	default_type application/manifest+json;
}
location ~ "^(?<gan_dan_at>/.*[^/])/+$" {
	return 308 $gan_dan_at;
}
# Compressed twins are representations, not addresses.
location ~ "[.](br|gz)$" {
	return 404;
}
location ~ "[.][0-9A-Za-z_]+$" {
	try_files $uri =404;
}
# Settings of other hosts.
location ~ "^/(${hostFiles.join('|')})$" {
	error_page 404 $gan_dan_shell;
	return 404;
}
location @gan_dan_page {
	error_page 404 $gan_dan_shell;
	if ($gan_dan_page = 404) {
		return 404;
	}
	rewrite ^ $gan_dan_shell break;
}
${passedOn.map((path) => pass(path, supabase)).join('\n')}
`;
}
