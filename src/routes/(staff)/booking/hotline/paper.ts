/** A slip stands outside the desk, whose small type is not for the people who will read it. */
export function besideThePage(node: HTMLElement): () => void {
	document.body.append(node);
	return () => node.remove();
}
