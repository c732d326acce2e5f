/**
 * An attachment that tells once when its element comes near to what is seen, so that what stands far below is fetched by those who
 * go there. Where a browser cannot tell, at once.
 */
export const near = (tell: () => void) => (element: Element) => {
	if (typeof IntersectionObserver === 'undefined') return void tell();
	const seen = new IntersectionObserver(
		(entries) => {
			if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
			seen.disconnect();
			tell();
		},
		{ rootMargin: '400px' }
	);
	seen.observe(element);
	return () => seen.disconnect();
};
