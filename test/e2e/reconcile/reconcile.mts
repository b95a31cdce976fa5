export function reconcile() {
	it.todo('x');
}
