import { useStore } from '../../lib/create-store.ts';
import { lazyComponent } from '../../ui/lazy-component.tsx';
import { hasPlayed } from './play-take.ts';

const PlayerBar = lazyComponent(() => import('./player-bar.tsx'), 'PlayerBar');

/** The place of the player, which comes with the first sound and stays. */
export const PlayerPlace = () => (useStore(hasPlayed) ? <PlayerBar /> : null);
