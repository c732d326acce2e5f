/** Writes `metadata.ts`: what libphonenumber knows of Việt Nam alone. After an update of the library: node generate.mjs */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const all = createRequire(import.meta.url)('libphonenumber-js/metadata.max.json');
const vietnam = {
	version: all.version,
	country_calling_codes: { 84: all.country_calling_codes['84'] },
	countries: { VN: all.countries.VN }
};

writeFileSync(
	new URL('./metadata.ts', import.meta.url),
	`/** Made by generate.mjs; do not edit. */
import type { MetadataJson } from 'libphonenumber-js/core';

export const vietnam = JSON.parse(
	'${JSON.stringify(vietnam).replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'
) as MetadataJson;
`
);
