//! A few nodes against many strangers, each in a network namespace of its own: connections in a flood, and a
//! siege by programs that speak the protocol.
//!
//! Where a machine gives no namespaces the same runs on loopback, which is less: there all strangers come from one
//! address.

mod strangers;

use strangers::{Strangers, flood, play, siege};
use vicinia_tests::cluster::{PATIENCE, TestNode, holds, same, until};
use vicinia_tests::town::{self, Place, Town};

/// Every address of a node is in a network of its own, as if they were in different towns.
fn at(town: &Town, number: u8) -> TestNode {
    let house = town.house(&format!("node{number}"), &[format!("10.{number}.0.2")]);
    TestNode::living_in(&format!("Comune {number}"), &house)
}

/// Works by one of them, which all are to hold.
fn publish(node: &TestNode, works: usize) {
    for number in 0..works {
        node.write(&format!("opera{number}.md"), &format!("Opera {number}"), "ghironda");
    }
    let report = node.ask(&["publish", node.texts().to_str().unwrap()]).done();
    assert_eq!(report["published"], works);
}

/// Where a node can be reached.
fn address(node: &TestNode) -> String {
    node.status()["listening"][0].as_str().unwrap().to_owned()
}

fn key(node: &TestNode) -> String {
    node.status()["organisation"]["node"].as_str().unwrap().to_owned()
}

/// What a node may take at the most, whoever calls.
fn is_bounded(nodes: &[&TestNode]) {
    for node in nodes {
        let peak = node.memory_peak_kib();
        assert!(peak < 512 << 10, "{}: {peak} KiB", node.name);
    }
}

#[test]
fn a_flood_of_connections_keeps_no_member_out() {
    let nodes: Vec<TestNode>;
    let strangers: Strangers;
    match town::enter("netns::a_flood_of_connections_keeps_no_member_out") {
        Place::Outside => return,
        Place::Part(targets) => return play(flood(&targets)),
        Place::Town(town) => {
            let founder = at(&town, 1).founding();
            let others = [2, 3].map(|number| at(&town, number).joined_by(&founder));
            nodes = [founder].into_iter().chain(others).collect();
            let targets: Vec<_> = nodes.iter().map(address).collect();
            // From 64 networks: the bound on new connections from one of them is not what holds here.
            let from: Vec<_> = (0..64).map(|third| format!("10.66.{third}.2")).collect();
            let house = town.house("flood", &from);
            strangers = Strangers::Players(vec![town.play(&house, &targets.join(" "))]);
        }
        Place::Nowhere(why) => {
            println!("NOT RUN in network namespaces: {why}; on loopback instead");
            let founder = TestNode::found("Comune 1");
            let others = ["Comune 2", "Comune 3"].map(|name| TestNode::joined(name, &founder));
            nodes = [founder].into_iter().chain(others).collect();
            let targets: Vec<_> = nodes.iter().map(address).collect();
            strangers = Strangers::Here(flood(&targets.join(" ")));
        }
    }
    stand_against(nodes, strangers);
}

/// While strangers press in: a node that was killed finds the others again, and all come to hold the same.
fn stand_against(mut nodes: Vec<TestNode>, mut strangers: Strangers) {
    let last = nodes.len() - 1;
    nodes[last].kill();
    publish(&nodes[0], 100);
    nodes[last].up();
    let all: Vec<&TestNode> = nodes.iter().collect();
    same(&all, PATIENCE);
    is_bounded(&all);
    assert!(strangers.press(), "the strangers gave up too early");
    drop(strangers);
    publish_one_more(&all);
}

/// When they are gone, nothing of it stays.
fn publish_one_more(all: &[&TestNode]) {
    let (_, work) = all[1].publish(&all[1].write("ultima.md", "Ultima", "ocarina"));
    all[0].finds("ocarina", &[&work]);
    same(all, PATIENCE);
}

#[test]
fn a_besieged_node_finds_the_honest_ones() {
    let part = "netns::a_besieged_node_finds_the_honest_ones";
    match town::enter(part) {
        Place::Outside => {}
        Place::Part(victim) => play(siege(&victim, 10)),
        Place::Town(town) => {
            let founder = at(&town, 1).founding();
            let mut nodes = vec![founder];
            for number in 2..=4 {
                let next = at(&town, number).joined_by(&nodes[0]);
                nodes.push(next);
            }
            let victim = format!("{} {}", address(&nodes[3]), key(&nodes[3]));
            // Twenty networks with ten programs each, which begin while the victim is away.
            nodes[3].kill();
            let players = (0..20_u8).map(|number| {
                let house = town.house(&format!("siege{number}"), &[format!("10.{}.0.2", 100 + number)]);
                town.play(&house, &victim)
            });
            let strangers = Strangers::Players(players.collect());
            nodes[3].up();
            until(PATIENCE, "the victim is connected to the three", || {
                let peers = nodes[3].ask(&["peers"]).done()["peers"].clone();
                let connected = peers.as_array().into_iter().flatten().filter(|one| one["connected"] == true);
                holds(connected.count() == 3, &peers)
            });
            stand_against(nodes, strangers);
        }
        Place::Nowhere(why) => {
            println!("NOT RUN in network namespaces: {why}; on loopback instead");
            let founder = TestNode::found("Comune 1");
            let others = ["Comune 2", "Comune 3", "Comune 4"].map(|name| TestNode::joined(name, &founder));
            let nodes: Vec<_> = [founder].into_iter().chain(others).collect();
            let victim = format!("{} {}", address(&nodes[3]), key(&nodes[3]));
            stand_against(nodes, Strangers::Here(siege(&victim, 200)));
        }
    }
}
