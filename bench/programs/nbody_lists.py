"""The motion of the outer planets, bodies as lists of floats."""

PI = 3.14159265358979323
SOLAR_MASS = 4 * PI * PI
DAYS = 365.24

# x, y, z, vx, vy, vz, mass
BODIES = [
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SOLAR_MASS],
    [
        4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
        0.00166007664274403694 * DAYS, 0.00769901118419740425 * DAYS, -0.0000690460016972063 * DAYS,
        0.000954791938424326609 * SOLAR_MASS,
    ],
    [
        8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
        -0.00276742510726411379 * DAYS, 0.00499852801234917238 * DAYS, 0.0000230417297573763 * DAYS,
        0.000285885980666130812 * SOLAR_MASS,
    ],
    [
        12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
        0.00296460137564761618 * DAYS, 0.00237847173959480950 * DAYS, -0.0000296589568540238 * DAYS,
        0.0000436624404335156298 * SOLAR_MASS,
    ],
    [
        15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
        0.00268067772490389322 * DAYS, 0.00162824170038242295 * DAYS, -0.0000951592254519715 * DAYS,
        0.0000515138902046611451 * SOLAR_MASS,
    ],
]  # fmt: skip


def advance(bodies, dt, steps):
    for _ in range(steps):
        for i in range(len(bodies)):
            a = bodies[i]
            for j in range(i + 1, len(bodies)):
                b = bodies[j]
                dx = a[0] - b[0]
                dy = a[1] - b[1]
                dz = a[2] - b[2]
                mag = dt * ((dx * dx + dy * dy + dz * dz) ** -1.5)
                am = a[6] * mag
                bm = b[6] * mag
                a[3] -= dx * bm
                a[4] -= dy * bm
                a[5] -= dz * bm
                b[3] += dx * am
                b[4] += dy * am
                b[5] += dz * am
        for body in bodies:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


def energy(bodies):
    e = 0.0
    for i, a in enumerate(bodies):
        e += 0.5 * a[6] * (a[3] ** 2 + a[4] ** 2 + a[5] ** 2)
        for b in bodies[i + 1 :]:
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            dz = a[2] - b[2]
            e -= (a[6] * b[6]) / ((dx * dx + dy * dy + dz * dz) ** 0.5)
    return e


def offset_momentum(bodies):
    px = py = pz = 0.0
    for body in bodies:
        px -= body[3] * body[6]
        py -= body[4] * body[6]
        pz -= body[5] * body[6]
    sun = bodies[0]
    sun[3] = px / sun[6]
    sun[4] = py / sun[6]
    sun[5] = pz / sun[6]


offset_momentum(BODIES)
print("%.9f" % energy(BODIES))
advance(BODIES, 0.01, 600_000)
print("%.9f" % energy(BODIES))
