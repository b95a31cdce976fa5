import { Places } from '../../../nodes/shared/appliance/places';

it('gives as many places as there are, each once, and again when one is given back', () => {
	const places = new Places(2);
	const [first, second, third] = [places.one(), places.one(), places.one()];
	expect([first.take(), first.take(), second.take(), third.take()]).toEqual([
		true,
		true,
		true,
		false,
	]);
	first.leave();
	first.leave();
	expect([third.take(), first.take()]).toEqual([true, false]);
});

it('takes nothing back from one who had none', () => {
	const places = new Places(0);
	const one = places.one();
	one.leave();
	expect(one.take()).toBe(false);
});
