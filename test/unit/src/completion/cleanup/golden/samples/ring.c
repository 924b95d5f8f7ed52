/* A ring buffer of bytes. */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct ring {
    unsigned char *data;
    size_t size;
    size_t head;
    size_t count;
};

bool ring_init(struct ring *ring, size_t size)
{
    ring->data = malloc(size);
    if (ring->data == NULL)
        return false;
    ring->size = size;
    ring->head = 0;
    ring->count = 0;
    return true;
}

void ring_free(struct ring *ring)
{
    free(ring->data);
    memset(ring, 0, sizeof(*ring));
}

bool ring_push(struct ring *ring, unsigned char byte)
{
    if (ring->count == ring->size)
        return false;
    ring->data[(ring->head + ring->count) % ring->size] = byte;
    ring->count++;
    return true;
}

bool ring_pop(struct ring *ring, unsigned char *byte)
{
    if (ring->count == 0)
        return false;
    *byte = ring->data[ring->head];
    ring->head = (ring->head + 1) % ring->size;
    ring->count--;
    return true;
}
