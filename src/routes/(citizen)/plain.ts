/** What a page does that stands as it was built, without Kit (docs/decisions/0051): the two buttons above it, and what is asked after. */
for (const button of document.querySelectorAll<HTMLElement>('[data-toggle]'))
	button.addEventListener('click', () => {
		const isOn = document.documentElement.classList.toggle(button.dataset.toggle!);
		button.setAttribute('aria-pressed', String(isOn));
	});

const place = document.querySelector<HTMLElement>('[data-news]');
if (place)
	void import('#lib/news/plain-news.ts').then(({ askAfter }) => askAfter(place, location.search));
