/** For Caddy: a snippet that a site imports with `import gan_dan`. Without `log`, Caddy keeps no log of requests. */
import { caching, hostFiles, immutable, sealedWords } from '../headers.ts';
import { dropped, headers, pageAddresses, passedOn, untold } from './rules.ts';

const quoted = (value: string) => `"${value.replaceAll('"', '\\"')}"`;
const withBelow = (address: string) => `${address} ${address}/*`;

export function caddyfile(supabase: string, root = '/srv/gan-dan/site'): string {
	const files = [
		'try_files {path} {path}.html {path}/index.html',
		'file_server {\n\t\t\tprecompressed br gzip\n\t\t}'
	];
	const shell = (folder: string) => files[0] + ` ${folder}/200.html\n\t\t` + files[1];
	const pages = (locale: 'vi' | 'en') => pageAddresses(locale).map(withBelow).join(' ');
	return `(gan_dan_headers) {
	header {
${headers.map(([name, value]) => `\t\t${name} ${quoted(value)}`).join('\n')}
	}
	# Said at once and not with the answer, so that an error carries them, too.
	header -Server
	@gan_dan_sealed path_regexp ^/(en/)?(${sealedWords.join('|')})(/|$)
	@gan_dan_config path /_config.json
	@gan_dan_immutable path ${immutable}*
	@gan_dan_other {
		not path ${[...passedOn.map((path) => `${path}*`), `${immutable}*`, '/_config.json'].join(' ')}
		not path_regexp ^/(en/)?(${sealedWords.join('|')})(/|$)
	}
	header @gan_dan_sealed Cache-Control ${quoted(caching.sealed)}
	header @gan_dan_config Cache-Control ${quoted(caching.sealed)}
	header @gan_dan_immutable Cache-Control ${quoted(caching.immutable)}
	header @gan_dan_other Cache-Control ${quoted(caching.page)}
}
(gan_dan) {
	root * ${root}
	import gan_dan_headers
	@gan_dan_api path ${passedOn.map((path) => `${path}*`).join(' ')}
	handle @gan_dan_api {
		header ?Cache-Control ${quoted(caching.sealed)}
		# Who asks, with what and from where is not passed on.
		reverse_proxy ${supabase} {
			header_up Host {upstream_hostport}
			header_up Accept-Encoding identity
${untold.map((name) => `\t\t\theader_up -${name}`).join('\n')}
${[...dropped, ...headers.map(([name]) => name)].map((name) => `\t\t\theader_down -${name}`).join('\n')}
		}
	}
	# Of what is not packed, too, or a cache would hand that to whoever takes the packed twin.
	@gan_dan_own not path ${passedOn.map((path) => `${path}*`).join(' ')}
	header @gan_dan_own {
		Vary Accept-Encoding
		defer
	}
	@gan_dan_slash path_regexp slash ^(/.*[^/])/+$
	redir @gan_dan_slash {re.slash.1} 308
	# Compressed twins are representations, not addresses; nobody has a name with a null in it.
	@gan_dan_none path_regexp ^/(${hostFiles.join('|')})$|[.](br|gz)$|\\x00
	handle @gan_dan_none {
		error 404
	}
	# A missing file is one below a page's address, too.
	@gan_dan_lost {
		path_regexp [.][0-9A-Za-z_]+$
		not file {path}
		not path /_config.json
	}
	handle @gan_dan_lost {
		error 404
	}
	@gan_dan_en path ${pages('en')}
	handle @gan_dan_en {
		${shell('/en')}
	}
	@gan_dan_vi path ${pages('vi')}
	handle @gan_dan_vi {
		${shell('')}
	}
	handle {
		${files.join('\n\t\t')}
	}
	@gan_dan_manifest path *.webmanifest
	header @gan_dan_manifest Content-Type "application/manifest+json; charset=utf-8"
	handle_errors {
		header {
			Vary Accept-Encoding
			defer
		}
		# A file that is not there yet must not be missing for ever.
		@gan_dan_gone path ${immutable}*
		header @gan_dan_gone Cache-Control ${quoted(caching.page)}
		@gan_dan_file path_regexp [.][0-9A-Za-z_]+$
		handle @gan_dan_file {
			respond "Not found" {err.status_code}
		}
		@gan_dan_english path /en /en/*
		handle @gan_dan_english {
			rewrite * /en/200.html
			${files[1]}
		}
		handle {
			rewrite * /200.html
			${files[1]}
		}
	}
}
`;
}
