export { Random } from '../../model/random.js';
