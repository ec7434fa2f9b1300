"""A small operating system: a scheduler, tasks with priorities and packets in queues."""


class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        packet = queue
        while packet.link is not None:
            packet = packet.link
        packet.link = self
        return queue


class Task:
    DEVICE = 1
    WORK = 2

    def __init__(self, ident, priority, scheduler):
        self.ident = ident
        self.priority = priority
        self.scheduler = scheduler
        self.input = None
        self.held = False
        self.waiting = True
        self.runs = 0

    def add_packet(self, packet):
        self.input = packet.append_to(self.input)
        self.waiting = False

    def take(self):
        packet = self.input
        if packet is not None:
            self.input = packet.link
            packet.link = None
        return packet

    def is_ready(self):
        return not self.held and (not self.waiting or self.input is not None)

    def run(self):
        self.runs += 1
        self.step(self.take())

    def step(self, packet):
        raise NotImplementedError


class IdleTask(Task):
    def __init__(self, ident, priority, scheduler, count):
        super().__init__(ident, priority, scheduler)
        self.control = 1
        self.count = count
        self.waiting = False

    def step(self, packet):
        self.count -= 1
        if self.count == 0:
            self.held = True
        elif self.control & 1 == 0:
            self.control //= 2
            self.scheduler.release(3)
        else:
            self.control = self.control // 2 ^ 0xD008
            self.scheduler.release(4)


class DeviceTask(Task):
    def step(self, packet):
        if packet is None:
            self.waiting = True
            return
        packet.datum += 1
        self.scheduler.send(packet, 2)
        if packet.datum % 3 == 0:
            self.held = True


class WorkTask(Task):
    def __init__(self, ident, priority, scheduler):
        super().__init__(ident, priority, scheduler)
        self.destination = 3
        self.letter = 0

    def step(self, packet):
        if packet is None:
            self.waiting = True
            return
        self.destination = 7 - self.destination
        packet.kind = Task.WORK
        for i in range(4):
            self.letter = self.letter % 26 + 1
            packet.data[i] = packet.data[i] + self.letter & 0xFF
        self.scheduler.send(packet, self.destination)


class Scheduler:
    def __init__(self):
        self.tasks = {}
        self.order = []
        self.sent = 0
        self.released = 0

    def add(self, task):
        self.tasks[task.ident] = task
        self.order.append(task)
        self.order.sort(key=lambda task: -task.priority)

    def send(self, packet, ident):
        self.sent += 1
        self.tasks[ident].add_packet(packet)

    def release(self, ident):
        self.released += 1
        self.tasks[ident].held = False

    def schedule(self):
        while True:
            for task in self.order:
                if task.is_ready():
                    task.run()
                    break
            else:
                return


def run():
    scheduler = Scheduler()
    scheduler.add(IdleTask(1, 0, scheduler, 60_000))
    worker = WorkTask(2, 1000, scheduler)
    scheduler.add(worker)
    for ident in (3, 4):
        scheduler.add(DeviceTask(ident, 1000 + ident, scheduler))
    for ident in (2, 2, 3, 4):
        scheduler.send(Packet(None, ident, Task.DEVICE), ident)
    scheduler.schedule()
    return [task.runs for task in scheduler.order], scheduler.sent, scheduler.released


for _ in range(6):
    result = run()
print(result)
