//! A grid of cells that live and die.
use std::collections::HashSet;
use std::fmt;

#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    width: usize,
    height: usize,
    alive: HashSet<(usize, usize)>,
}

impl Grid {
    pub fn new(width: usize, height: usize) -> Self {
        Self { width, height, alive: HashSet::new() }
    }

    pub fn set(&mut self, x: usize, y: usize, is_alive: bool) {
        if is_alive {
            self.alive.insert((x, y));
        } else {
            self.alive.remove(&(x, y));
        }
    }

    fn neighbours(&self, x: usize, y: usize) -> usize {
        let mut count = 0;
        for dx in [self.width - 1, 0, 1] {
            for dy in [self.height - 1, 0, 1] {
                if dx == 0 && dy == 0 {
                    continue;
                }
                let cell = ((x + dx) % self.width, (y + dy) % self.height);
                if self.alive.contains(&cell) {
                    count += 1;
                }
            }
        }
        count
    }
}

impl fmt::Display for Grid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for y in 0..self.height {
            for x in 0..self.width {
                let symbol = if self.alive.contains(&(x, y)) { '#' } else { '.' };
                write!(f, "{symbol}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
