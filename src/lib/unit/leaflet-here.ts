/** Fills in where the portal stands, on a leaflet that is read as it was built (docs/decisions/0060): whoever prints it presses nothing. */
import { m } from '#lib/paraglide/messages';
import { qrOf } from '#lib/ui/qr.ts';
import { linkTo } from './leaflet-link.ts';

const part = (name: string, told: Record<string, string>) => {
	const made = document.createElementNS('http://www.w3.org/2000/svg', name);
	for (const [key, value] of Object.entries(told)) made.setAttribute(key, value);
	return made;
};

export function fillIn(address: string): void {
	for (const line of document.querySelectorAll('[data-host]')) line.textContent = address;
	const place = document.querySelector<HTMLElement>('[data-qr]');
	if (!place) return;
	const { size, d } = qrOf(linkTo(address));
	const side = place.dataset.qr!;
	const picture = part('svg', {
		...{ viewBox: `0 0 ${size} ${size}`, width: side, height: side },
		...{ role: 'img', 'aria-label': m.lookup_qr({ address }) }
	});
	picture.append(
		part('path', { fill: 'var(--print-paper)', d: `M0 0h${size}v${size}H0z` }),
		part('path', { fill: 'var(--print-ink)', d })
	);
	place.replaceChildren(picture);
}
