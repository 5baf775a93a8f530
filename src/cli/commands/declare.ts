import type { Command } from 'commander';
import type { World } from '../world.js';

/** Takes a command's exit code. */
export type Done = (code: number) => void;

/**
 * Adds one command to the program: its words, arguments and flags. What it does
 * is loaded when it is called, so that no command waits for the others' parts.
 */
export type Declare = (program: Command, world: World, done: Done) => void;
